/** Fails the tests of this module that leak a Netty buffer. */
@NullMarked
package io.syncscript.gateway.leak;

import org.jspecify.annotations.NullMarked;
