/** What a check is, what it finds, and the installation that it examines. */
@NullMarked
package io.syncscript.doctor.check;

import org.jspecify.annotations.NullMarked;
