package io.syncscript.gateway.room;

import io.github.thibaultmeyer.cuid.CUID;
import io.syncscript.gateway.fanout.VaultTopics;
import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.replay.BoundedVaultLog;
import io.syncscript.gateway.replay.SourceStanding;
import io.syncscript.gateway.session.AuthenticatedUser;
import io.syncscript.model.access.Permission;
import io.syncscript.model.event.Actor;
import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mutation events that clients emit. Nothing is written: what is so already is told to the room once more, as it is persisted
 * and in the name of who announced it, who need not be in the room. Called on the participant's own executor; blocks.
 */
@Component
class Announcements {
    private final BoundedVaultLog log;
    private final VaultTopics topics;

    Announcements(BoundedVaultLog log, VaultTopics topics) {
        this.log = log;
        this.topics = topics;
    }

    void announce(Participant participant, AnnouncementRequest request, Reply reply) {
        AuthenticatedUser user = participant.user();
        SourceStanding standing = log.source(
                        request.vaultId(), user.userId(), request.sourceId().orElse(""))
                .orElseThrow(() -> new RefusedException(ErrorCode.ACCESS_DENIED));
        if (!standing.role().allows(Permission.WRITE_SOURCES)) {
            throw new RefusedException(ErrorCode.INSUFFICIENT_PERMISSIONS);
        }
        VaultMessage message = persisted(request, standing, user)
                .map(Announcements::message)
                .orElseThrow(() -> new RefusedException(ErrorCode.INVALID_PAYLOAD));
        participant.laneOf(request.vaultId()).ifPresent(lane -> lane.onMessage(message));
        topics.publish(message);
        reply.done();
    }

    /** The event as the database has it; empty where it has it otherwise. */
    private static Optional<VaultEvent> persisted(
            AnnouncementRequest request, SourceStanding standing, AuthenticatedUser user) {
        Actor actor = new Actor(user.userId(), user.principal().name(), standing.role());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String vaultId = request.vaultId();
        String eventId = CUID.randomCUID1().toString();
        return switch (request.type()) {
            case VaultEvent.SourceCreated.TYPE ->
                standing.source()
                        .map(source ->
                                new VaultEvent.SourceCreated(vaultId, standing.head(), eventId, source, actor, now));
            case VaultEvent.SourceUpdated.TYPE ->
                standing.source()
                        .map(source ->
                                new VaultEvent.SourceUpdated(vaultId, standing.head(), eventId, source, actor, now));
            case VaultEvent.SourceDeleted.TYPE ->
                request.sourceId()
                        .filter(sourceId -> standing.deleted())
                        .map(sourceId ->
                                new VaultEvent.SourceDeleted(vaultId, standing.head(), eventId, sourceId, actor, now));
            default -> Optional.empty();
        };
    }

    private static VaultMessage message(VaultEvent event) {
        ObjectNode payload = (ObjectNode) JsonMapper.shared().readTree(VaultEventCodec.payload(event));
        payload.put("announced", true);
        return new VaultMessage(
                event.vaultId(), event.revision(), event.eventId(), event.type(), payload.toString(), true);
    }
}
