/** The installation that docker-compose.yml describes, without containers: nginx with its own file before the real processes. */
@NullMarked
package io.syncscript.acceptance.proxy;

import org.jspecify.annotations.NullMarked;
