/** The whole of SyncScript on one machine: what it is made of, the order in which it starts and stops, and the command for it. */
@NullMarked
package io.syncscript.local;

import org.jspecify.annotations.NullMarked;
