/** A seeded fuzzer of the REST API: requests made from its own description, then broken in many ways. */
@NullMarked
package io.syncscript.api.fuzz;

import org.jspecify.annotations.NullMarked;
