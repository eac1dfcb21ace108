/** The one running system that all tests share, and what it wrote. */
@NullMarked
package io.syncscript.acceptance.deployment;

import org.jspecify.annotations.NullMarked;
