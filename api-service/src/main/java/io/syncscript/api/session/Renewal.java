package io.syncscript.api.session;

import io.syncscript.model.session.SessionEnded;

/** A new session in the place of all that its user had. */
public record Renewal(StartedSession session, SessionEnded replaced) {}
