/** Changes over the REST API, at a rate that does not wait for the answers. */
@NullMarked
package io.syncscript.benchmarks.rest;

import org.jspecify.annotations.NullMarked;
