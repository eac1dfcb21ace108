/** The network between processes and their servers, whole or broken in a chosen way. */
@NullMarked
package io.syncscript.local.network;

import org.jspecify.annotations.NullMarked;
