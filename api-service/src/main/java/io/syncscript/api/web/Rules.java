package io.syncscript.api.web;

import io.syncscript.api.web.Problem.FieldError;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Checks a value that is put together inside a call, such as a stored one with a patch applied. */
@Component
public class Rules {
    private final Validator validator;

    Rules(Validator validator) {
        this.validator = validator;
    }

    /**
     * Returns the value where it keeps all of its constraints.
     *
     * @throws ApiException VALIDATION_FAILED with every constraint that it breaks
     */
    public <T> T checked(T value) {
        List<FieldError> errors = validator.validate(value).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        return value;
    }
}
