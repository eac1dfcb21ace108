/** The stateless REST API of SyncScript. */
@NullMarked
package io.syncscript.api;

import org.jspecify.annotations.NullMarked;
