/**
 * Counts the messages that Redis sends to each gateway, ours beside netty-socketio's own store on Redisson, to see whether a
 * gateway's work grows with vaults that it does not serve.
 */
@NullMarked
package io.syncscript.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
