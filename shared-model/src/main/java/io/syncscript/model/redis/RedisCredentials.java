package io.syncscript.model.redis;

import java.util.Optional;

/**
 * What a server wants to be told before it answers.
 *
 * @param user empty for the default one
 * @param password never printed; empty where none is wanted
 */
public record RedisCredentials(Optional<String> user, Optional<String> password) {
    public static final RedisCredentials NONE = new RedisCredentials(Optional.empty(), Optional.empty());

    public RedisCredentials {
        if (user.isPresent() && password.isEmpty()) {
            throw new IllegalArgumentException("a Redis user needs a password");
        }
    }

    /** Of what may be left out or blank, as settings are that nobody made. */
    static RedisCredentials of(String user, String password) {
        return new RedisCredentials(given(user), given(password));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(present -> !present.isBlank());
    }

    @Override
    public String toString() {
        return password.isEmpty() ? "no password" : user.orElse("default") + ":***";
    }
}
