package io.syncscript.gateway.room;

import io.syncscript.model.access.VaultRole;
import io.syncscript.model.event.Actor;
import io.syncscript.model.event.Member;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultMessage;
import java.time.Instant;

/** Messages of one vault. */
final class Messages {
    static final String VAULT = "cvault000000000000000001";

    private static final Actor ACTOR = new Actor("cuserowner1", "Olivia", VaultRole.OWNER);
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private Messages() {}

    static VaultMessage sourceDeleted(long revision) {
        return VaultMessage.of(
                new VaultEvent.SourceDeleted(VAULT, revision, "cevent" + revision + "xx", "csource1", ACTOR, NOW));
    }

    static VaultMessage memberRemoved(long revision, String userId) {
        return VaultMessage.of(
                new VaultEvent.MemberRemoved(VAULT, revision, "cevent" + revision + "xx", userId, ACTOR, NOW));
    }

    static VaultMessage memberAdded(long revision, String userId) {
        Member member = new Member(userId, userId + "@demo.com", "Name", VaultRole.VIEWER, NOW);
        return VaultMessage.of(
                new VaultEvent.MemberAdded(VAULT, revision, "cevent" + revision + "xx", member, ACTOR, NOW));
    }

    static VaultMessage vaultDeleted(long revision) {
        return VaultMessage.of(new VaultEvent.VaultDeleted(VAULT, revision, "cevent" + revision + "xx", ACTOR, NOW));
    }

    static VaultMessage announcement(long head, String eventId) {
        return new VaultMessage(
                VAULT,
                head,
                eventId,
                "source:created",
                "{\"revision\":" + head + ",\"eventId\":\"" + eventId + "\",\"announced\":true}",
                true);
    }
}
