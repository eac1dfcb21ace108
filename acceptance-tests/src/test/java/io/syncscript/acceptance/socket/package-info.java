/** Socket.IO clients. */
@NullMarked
package io.syncscript.acceptance.socket;

import org.jspecify.annotations.NullMarked;
