package io.syncscript.model.session;

import java.util.Objects;

/**
 * Who a session belongs to: the one attribute that the API service puts into a session and that gateways read.
 *
 * @param userId the user's id
 * @param email the address the user logs in with
 * @param name the display name that events carry as the actor's {@code userName}
 */
public record SessionPrincipal(String userId, String email, String name) {
    public SessionPrincipal {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(name, "name");
    }
}
