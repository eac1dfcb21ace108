/** The one address that clients use: a reverse proxy in front of the API and the gateways. */
@NullMarked
package io.syncscript.local.frontdoor;

import org.jspecify.annotations.NullMarked;
