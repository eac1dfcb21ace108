/** What fuzzers of every interface share: how inputs are made from valid traffic, counted and repeated. */
@NullMarked
package io.syncscript.local.fuzz;

import org.jspecify.annotations.NullMarked;
