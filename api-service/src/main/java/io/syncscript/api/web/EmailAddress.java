package io.syncscript.api.web;

import java.text.Normalizer;

/** How emails that clients send are read, so that one account has one spelling. */
public final class EmailAddress {
    private EmailAddress() {}

    /** Without space around it, and with each accented letter as one character. Case stays; look-ups pass over it. */
    public static String canonical(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFC);
    }

    /** The same for every email that the database finds the same account by: each letter in lower case, as PostgreSQL does it. */
    public static String folded(String email) {
        return canonical(email)
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
