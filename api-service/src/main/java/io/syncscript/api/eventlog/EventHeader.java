package io.syncscript.api.eventlog;

import io.syncscript.model.event.Actor;
import java.time.Instant;

/** What the log stamps on every event. */
public record EventHeader(String vaultId, long revision, String eventId, Actor actor, Instant timestamp) {}
