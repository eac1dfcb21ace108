package io.syncscript.api.web;

import io.syncscript.api.web.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a call with the problem of a code. Rolls its transaction back and is never logged: the client caused it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    private ApiException(ErrorCode code, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null);
    }

    /** The error of a limit that is used up. */
    public static ApiException rateLimited(String detail, Duration retryAfter) {
        return new ApiException(ErrorCode.RATE_LIMITED, detail, List.of(), retryAfter);
    }

    /** The error of a call that found no turn in time; the same call may succeed later. */
    public static ApiException overloaded(Duration retryAfter) {
        return new ApiException(
                ErrorCode.UNAVAILABLE, "Too many calls of this kind are waiting", List.of(), retryAfter);
    }

    /** The error of fields that break rules. */
    public static ApiException invalid(List<FieldError> errors) {
        return new ApiException(ErrorCode.VALIDATION_FAILED, "At least one field is not valid", errors, null);
    }

    /** The error of one field or parameter that breaks a rule. */
    public static ApiException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public ErrorCode code() {
        return code;
    }

    /** Whole seconds, rounded up, after which the call is worth another try; empty where it is not, or nobody knows. */
    Optional<String> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait ->
                        Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    Problem problem() {
        String detail = getMessage();
        return Problem.of(code, detail == null ? code.title() : detail, errors);
    }
}
