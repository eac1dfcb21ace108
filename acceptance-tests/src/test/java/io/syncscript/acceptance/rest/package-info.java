/** A user of the REST API. */
@NullMarked
package io.syncscript.acceptance.rest;

import org.jspecify.annotations.NullMarked;
