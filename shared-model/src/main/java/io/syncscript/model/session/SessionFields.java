package io.syncscript.model.session;

/**
 * The fields of a session's Redis hash as Spring Session names them. Each value is JSON: {@link #CREATION_TIME} and
 * {@link #LAST_ACCESSED_TIME} are milliseconds since the epoch, {@link #MAX_INACTIVE_INTERVAL} is seconds (negative: never
 * expires), {@link #PRINCIPAL} is a {@link SessionPrincipal}.
 */
public final class SessionFields {
    /** The session attribute that holds the {@link SessionPrincipal}; absent until the user has logged in. */
    public static final String PRINCIPAL_ATTRIBUTE = "principal";

    public static final String PRINCIPAL = "sessionAttr:" + PRINCIPAL_ATTRIBUTE;
    public static final String CREATION_TIME = "creationTime";
    public static final String LAST_ACCESSED_TIME = "lastAccessedTime";
    public static final String MAX_INACTIVE_INTERVAL = "maxInactiveInterval";

    private SessionFields() {}
}
