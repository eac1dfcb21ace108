/** Whether the one origin serves REST and sockets, to whom, with which cookie, and at what time. */
@NullMarked
package io.syncscript.doctor.origin;

import org.jspecify.annotations.NullMarked;
