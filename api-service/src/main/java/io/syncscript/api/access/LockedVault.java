package io.syncscript.api.access;

import io.syncscript.model.event.Actor;
import java.time.Instant;

/**
 * A vault whose row this transaction holds, so that no other mutation of it comes in between.
 *
 * @param actor who makes the change, with the role held under the lock
 * @param revision the revision before the change
 * @param now when the lock was there: the one timestamp of the row, the event and the answer
 */
public record LockedVault(String vaultId, Actor actor, long revision, Instant now) {}
