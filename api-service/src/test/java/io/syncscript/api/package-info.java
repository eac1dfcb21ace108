/** The API service as its clients meet it: a running server on real PostgreSQL and Redis, asked over HTTP. */
@NullMarked
package io.syncscript.api;

import org.jspecify.annotations.NullMarked;
