/** Whether Redis is fit for what is kept in it and sent through it. */
@NullMarked
package io.syncscript.doctor.redis;

import org.jspecify.annotations.NullMarked;
