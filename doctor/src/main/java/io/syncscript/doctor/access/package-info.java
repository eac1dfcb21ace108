/** HTTP, REST and Socket.IO as one client of the installation speaks them. */
@NullMarked
package io.syncscript.doctor.access;

import org.jspecify.annotations.NullMarked;
