/** Login sessions in Redis, and what guards the HTTP surface: authentication, cross-site writes, headers. */
@NullMarked
package io.syncscript.api.session;

import org.jspecify.annotations.NullMarked;
