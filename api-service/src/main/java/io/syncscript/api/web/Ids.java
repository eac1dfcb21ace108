package io.syncscript.api.web;

import io.github.thibaultmeyer.cuid.CUID;
import io.syncscript.model.id.Cuid;

/** Makes ids and checks those that clients send. */
public final class Ids {
    private Ids() {}

    /** A new id: a CUID of version 1, {@code c} and 24 characters. */
    public static String next() {
        return CUID.randomCUID1().toString();
    }

    /** The id where it has the shape of one; what has not is answered as what does not exist. */
    public static String existing(String id, ErrorCode notFound) {
        if (!Cuid.isValid(id)) {
            throw new ApiException(notFound, "Nothing has this id");
        }
        return id;
    }
}
