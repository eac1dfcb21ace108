package io.syncscript.api.fuzz;

import io.syncscript.api.RawHttp;
import io.syncscript.api.web.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What must hold for every answer, whatever the request was. */
final class Oracle {
    private static final Duration BOUND = Duration.ofSeconds(8);
    private static final Set<String> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::name).collect(Collectors.toSet());
    private static final Set<String> PROBLEM_MEMBERS = Set.of("type", "title", "status", "detail", "code", "errors");

    /** Traces, class names and products; answers to refused requests repeat nothing of what was sent. */
    private static final Pattern LEAK = Pattern.compile(
            "(?i)exception|\\bat [a-z]+\\.|java\\.|jakarta|spring|tomcat|jackson|hibernate|postgres|redis|lettuce");

    private Oracle() {}

    /** What is wrong with an answer; empty where nothing is. */
    static Optional<String> complaint(RawHttp.Answer answer, Duration took) {
        int status = answer.status();
        if (took.compareTo(BOUND) > 0) {
            return Optional.of("took " + took);
        }
        if (status == 0 || status >= 500) {
            return Optional.of("status " + status);
        }
        if (answer.header("Server").isPresent() || answer.header("X-Powered-By").isPresent()) {
            return Optional.of("names the server");
        }
        return status < 400 ? Optional.empty() : complaintOfProblem(answer);
    }

    private static Optional<String> complaintOfProblem(RawHttp.Answer answer) {
        if (LEAK.matcher(answer.text()).find()) {
            return Optional.of("says how it is built");
        }
        if (!answer.header("Content-Type").orElse("").startsWith("application/problem+json")) {
            return Optional.of("is no problem");
        }
        try {
            JsonNode problem = answer.json();
            if (problem.isMissingNode()) {
                // The answer to HEAD has no body.
                return Optional.empty();
            }
            boolean documented = CODES.contains(problem.path("code").asString(""))
                    && problem.path("status").asInt() == answer.status()
                    && PROBLEM_MEMBERS.containsAll(problem.propertyNames());
            return documented ? Optional.empty() : Optional.of("is a problem that is not documented");
        } catch (JacksonException e) {
            return Optional.of("has a body that is no JSON");
        }
    }
}
