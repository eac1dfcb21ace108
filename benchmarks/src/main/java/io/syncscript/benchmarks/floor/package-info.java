/** The least that a delivery can cost: one {@code send(2)} for each socket, from a loop that does nothing else. */
@NullMarked
package io.syncscript.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
