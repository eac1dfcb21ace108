/** What an installation is put through, and the figures of it. */
@NullMarked
package io.syncscript.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
