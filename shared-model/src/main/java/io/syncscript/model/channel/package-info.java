/** The names of Redis channels, Redis keys and Socket.IO rooms, all built here. */
@NullMarked
package io.syncscript.model.channel;

import org.jspecify.annotations.NullMarked;
