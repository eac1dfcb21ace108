/** How statements that belong together reach PostgreSQL together. */
@NullMarked
package io.syncscript.api.database;

import org.jspecify.annotations.NullMarked;
