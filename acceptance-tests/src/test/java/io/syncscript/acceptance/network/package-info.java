/** The breakable links, proven with the clients that the processes use. */
@NullMarked
package io.syncscript.acceptance.network;

import org.jspecify.annotations.NullMarked;
