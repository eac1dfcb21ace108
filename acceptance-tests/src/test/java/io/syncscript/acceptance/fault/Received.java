package io.syncscript.acceptance.fault;

import java.time.Instant;

/** A vault event as it came to a client. */
record Received(long revision, String eventId, Instant at) {}
