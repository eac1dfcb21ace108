package io.syncscript.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of every error answer, {@code application/problem+json} of RFC 9457.
 *
 * @param type a URN made of the code
 * @param code an {@link ErrorCode}'s name, stable
 * @param errors the fields or parameters that break a rule; left out where there are none
 */
@Schema(description = "RFC 9457 problem details with a stable code")
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(ErrorCode code, String detail, List<FieldError> errors) {
        return new Problem(code.type(), code.title(), code.status().value(), detail, code.name(), errors);
    }

    /** One field or parameter and the rule that it breaks. */
    @Schema(name = "FieldError")
    public record FieldError(String field, String message) {}
}
