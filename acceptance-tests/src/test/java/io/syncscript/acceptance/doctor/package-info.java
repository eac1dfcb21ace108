/** The doctor against installations that are sound, and against one for each way in which one can be broken. */
@NullMarked
package io.syncscript.acceptance.doctor;

import org.jspecify.annotations.NullMarked;
