/** The people and the vault that a new stack starts with, made over the REST API as any client would. */
@NullMarked
package io.syncscript.local.demo;

import org.jspecify.annotations.NullMarked;
