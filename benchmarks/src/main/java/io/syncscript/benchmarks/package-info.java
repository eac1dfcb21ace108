/** Loads the packaged processes and a peer alike and says what each costs. */
@NullMarked
package io.syncscript.benchmarks;

import org.jspecify.annotations.NullMarked;
