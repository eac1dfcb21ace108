/** Chromium, the Socket.IO client inside it, and the pages. */
@NullMarked
package io.syncscript.acceptance.browser;

import org.jspecify.annotations.NullMarked;
