package io.syncscript.doctor.access;

import java.net.http.HttpResponse;

/** Answers in words. */
public final class Answers {
    private static final int MAX_LENGTH = 120;

    private Answers() {}

    /** The status, and the first line of a body that is no page. */
    public static String describe(HttpResponse<String> answer) {
        String line = answer.body().strip().lines().findFirst().orElse("");
        boolean said = !line.isEmpty() && !line.startsWith("<");
        return "HTTP " + answer.statusCode()
                + (said ? ": " + line.substring(0, Math.min(line.length(), MAX_LENGTH)) : "");
    }
}
