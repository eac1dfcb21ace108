/** Reads the metrics of the processes in tests. */
@NullMarked
package io.syncscript.local.metrics;

import org.jspecify.annotations.NullMarked;
