package io.syncscript.api.web;

import io.syncscript.api.web.Problem.FieldError;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** Turns whatever a call throws into its problem. Only what no client can cause is logged as an error. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Seldom outageWarning = new Seldom(Duration.ofSeconds(10));

    @ExceptionHandler
    ResponseEntity<Object> refused(ApiException e) {
        HttpHeaders headers = new HttpHeaders();
        e.retryAfterSeconds().ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
        return answer(e.problem(), headers);
    }

    /** A query that the container cannot read, or one with more parameters than it reads. */
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException e) {
        return answer(
                Problem.of(
                        ErrorCode.MALFORMED_REQUEST, "The query cannot be read, or has too many parameters", List.of()),
                new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(RuntimeException e) {
        if (Outage.isCauseOf(e)) {
            if (outageWarning.now()) {
                LOG.warn("Calls are answered UNAVAILABLE: {}", Outage.rootMessage(e));
            }
            return unavailable();
        }
        LOG.error("A call failed", e);
        return answer(
                Problem.of(ErrorCode.INTERNAL_ERROR, "The call failed for a reason within the service", List.of()),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .toList();
        return answer(ApiException.invalid(errors).problem(), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return answer(ApiException.invalid(errors).problem(), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(ApiException.invalid(e.getParameterName(), "is missing").problem(), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "parameter";
        return answer(ApiException.invalid(name, "has the wrong type").problem(), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return answer(Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, tooLarge.detail(), List.of()), headers);
            }
            if (cause instanceof SocketTimeoutException) {
                return answer(
                        Problem.of(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time", List.of()), headers);
            }
            if (cause instanceof StreamConstraintsException) {
                return answer(
                        Problem.of(
                                ErrorCode.MALFORMED_REQUEST,
                                "The JSON is nested too deeply, or a name, a text or a number in it is too long",
                                List.of()),
                        headers);
            }
        }
        if (e.getCause() instanceof JacksonException json && isOfOneField(json)) {
            return answer(
                    ApiException.invalid(fieldOf(json), "has the wrong type or an unknown value")
                            .problem(),
                    headers);
        }
        return answer(
                Problem.of(ErrorCode.MALFORMED_REQUEST, "The body is no JSON of the expected kind", List.of()),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ErrorCode code = ErrorCode.ofStatus(status.value());
        if (status.is5xxServerError() && code != ErrorCode.UNAVAILABLE) {
            LOG.error("A call failed", e);
        }
        return answer(Problem.of(code, code.title(), List.of()), headers);
    }

    /** True where the JSON can be read and one of its members is not what it should be, a number too large included. */
    private static boolean isOfOneField(JacksonException error) {
        return (error instanceof DatabindException || error instanceof InputCoercionException)
                && !error.getPath().isEmpty();
    }

    private static String fieldOf(JacksonException error) {
        return error.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .map(String::valueOf)
                .reduce((outer, inner) -> outer + "." + inner)
                .orElse("body");
    }

    private static ResponseEntity<Object> unavailable() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return answer(
                Problem.of(
                        ErrorCode.UNAVAILABLE, "A store that the call needs cannot be asked at the moment", List.of()),
                headers);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
