/** Where Redis is and how its servers stand to each other, as all processes are told. */
@NullMarked
package io.syncscript.model.redis;

import org.jspecify.annotations.NullMarked;
