/** Operating system processes that belong to one run of the stack, and what makes sure that none of them outlives it. */
@NullMarked
package io.syncscript.local.process;

import org.jspecify.annotations.NullMarked;
