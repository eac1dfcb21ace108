/** How often somebody may try to log in or register: limits that hold over all processes, and survive Redis being away. */
@NullMarked
package io.syncscript.api.throttle;

import org.jspecify.annotations.NullMarked;
