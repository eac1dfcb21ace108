/** What of measuring and tracing is not as Spring Boot sets it up. */
@NullMarked
package io.syncscript.api.observation;

import org.jspecify.annotations.NullMarked;
