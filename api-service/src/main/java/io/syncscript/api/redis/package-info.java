/** Which Redis this service talks to; the commands are sent by the features that need them. */
@NullMarked
package io.syncscript.api.redis;

import org.jspecify.annotations.NullMarked;
