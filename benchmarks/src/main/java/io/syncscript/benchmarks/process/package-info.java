/** What a process has used, as the kernel counts it. */
@NullMarked
package io.syncscript.benchmarks.process;

import org.jspecify.annotations.NullMarked;
