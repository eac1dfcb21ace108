/** What breaks, who must not notice, and the books that show whether anyone did. */
@NullMarked
package io.syncscript.acceptance.fault;

import org.jspecify.annotations.NullMarked;
