/** What every call shares: problem details, cursors, JSON rules, pages and the OpenAPI description. */
@NullMarked
package io.syncscript.api.web;

import org.jspecify.annotations.NullMarked;
