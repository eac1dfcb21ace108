/** Thousands of Socket.IO clients over websocket, and what has reached them. */
@NullMarked
package io.syncscript.benchmarks.load;

import org.jspecify.annotations.NullMarked;
