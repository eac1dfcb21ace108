/** Socket.IO clients, and the network between them and a gateway. */
@NullMarked
package io.syncscript.acceptance.socket;

import org.jspecify.annotations.NullMarked;
