/** Who can log in: registration, password check, and the calls under {@code /api/auth}. */
@NullMarked
package io.syncscript.api.account;

import org.jspecify.annotations.NullMarked;
