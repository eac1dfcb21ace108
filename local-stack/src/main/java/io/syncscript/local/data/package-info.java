/** The servers that hold data, embedded: PostgreSQL and Redis. */
@NullMarked
package io.syncscript.local.data;

import org.jspecify.annotations.NullMarked;
