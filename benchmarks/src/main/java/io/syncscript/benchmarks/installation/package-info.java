/** What is measured: the processes of one installation, its members and its vaults. */
@NullMarked
package io.syncscript.benchmarks.installation;

import org.jspecify.annotations.NullMarked;
