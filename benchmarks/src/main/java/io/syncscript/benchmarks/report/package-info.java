/** Figures of several rounds as a table. */
@NullMarked
package io.syncscript.benchmarks.report;

import org.jspecify.annotations.NullMarked;
