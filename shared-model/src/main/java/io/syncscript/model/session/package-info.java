/** What a gateway needs to know of a session that the API service created. */
@NullMarked
package io.syncscript.model.session;

import org.jspecify.annotations.NullMarked;
