/** Tests of sessions and of what becomes of them when Redis loses them. */
@NullMarked
package io.syncscript.api.session;

import org.jspecify.annotations.NullMarked;
