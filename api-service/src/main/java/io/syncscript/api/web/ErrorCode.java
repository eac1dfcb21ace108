package io.syncscript.api.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Every error that a call can be answered with. The name is the {@code code} of the problem and stable; the title may change.
 */
public enum ErrorCode {
    /** A field or parameter breaks a rule; {@code errors} says which. */
    VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "The request breaks a rule"),
    /** The body is no JSON, or the request is no HTTP that this service reads. */
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    /** No session, or one that is over. */
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A session is needed"),
    /** The email and the password do not belong together. */
    INVALID_CREDENTIALS(HttpStatus.UNAUTHORIZED, "The email or the password is wrong"),
    /** The current password that was given with a new one is not the caller's. */
    WRONG_PASSWORD(HttpStatus.FORBIDDEN, "The current password is wrong"),
    /** The caller is a member, and the role does not suffice. */
    INSUFFICIENT_PERMISSIONS(HttpStatus.FORBIDDEN, "Insufficient permissions"),
    /** A write that a page of another site sent. */
    CROSS_SITE_REQUEST(HttpStatus.FORBIDDEN, "Writes from other sites are refused"),
    /** Nothing is served under this path. */
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    /** No vault has this id, or the caller is no member of it. */
    VAULT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such vault"),
    /** No source has this id, or the caller is no member of its vault. */
    SOURCE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such source"),
    /** The vault has no member with this id. */
    MEMBER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such member"),
    /** No account has this email. */
    USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    /** An account has this email, in whatever case. */
    EMAIL_TAKEN(HttpStatus.CONFLICT, "The email is taken"),
    ALREADY_MEMBER(HttpStatus.CONFLICT, "The user is a member already"),
    /** A vault always has an owner: the last one can neither leave, be removed nor get a lesser role. */
    LAST_OWNER(HttpStatus.CONFLICT, "The last owner has to stay"),
    /** The body did not arrive in time. */
    REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    /** Too many attempts; {@code Retry-After} says in how many seconds there is another. */
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong"),
    /** PostgreSQL or Redis cannot be asked at the moment; the same request may succeed later. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Temporarily unavailable");

    private final HttpStatus status;
    private final String title;

    ErrorCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The problem's {@code type}, a URN. */
    String type() {
        return "urn:syncscript:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code for an error of which only the status is known. */
    static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> INSUFFICIENT_PERMISSIONS;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            case 503 -> UNAVAILABLE;
            // A transfer coding or HTTP version that the container does not know: the client's fault all the same.
            case 501, 505 -> MALFORMED_REQUEST;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
