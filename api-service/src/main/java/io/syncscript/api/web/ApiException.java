package io.syncscript.api.web;

import io.syncscript.api.web.Problem.FieldError;
import java.util.List;

/** Ends a call with the problem of a code. Rolls its transaction back and is never logged: the client caused it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> errors;

    private ApiException(ErrorCode code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    /** The error of fields that break rules. */
    public static ApiException invalid(List<FieldError> errors) {
        return new ApiException(ErrorCode.VALIDATION_FAILED, "At least one field is not valid", errors);
    }

    /** The error of one field or parameter that breaks a rule. */
    public static ApiException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public ErrorCode code() {
        return code;
    }

    Problem problem() {
        String detail = getMessage();
        return Problem.of(code, detail == null ? code.title() : detail, errors);
    }
}
