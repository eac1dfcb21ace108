/** Whether every gateway delivers changes, and those that a client missed. */
@NullMarked
package io.syncscript.doctor.delivery;

import org.jspecify.annotations.NullMarked;
