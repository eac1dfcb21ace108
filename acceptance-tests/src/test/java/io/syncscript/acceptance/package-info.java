/** Tests against the packaged processes with real clients, one class for each thing promised. */
@NullMarked
package io.syncscript.acceptance;

import org.jspecify.annotations.NullMarked;
