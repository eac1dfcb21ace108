package io.syncscript.gateway.room;

import io.syncscript.gateway.protocol.ErrorCode;
import io.syncscript.gateway.replay.Membership;
import io.syncscript.gateway.replay.MembershipBatches;
import io.syncscript.gateway.replay.MembershipKey;
import io.syncscript.gateway.replay.ReplayProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Lets sockets into the rooms of vaults and out again. Called on the participant's own executor; blocks.
 *
 * <p>A join answers {@code recovered:false} only where a revision was asked for that the log cannot resume from; then, as in a
 * join without a revision, the client stands at the vault's head and fetches the list. To join again without a revision
 * changes nothing and says where the socket stands; to join again with one starts anew from there.
 */
@Component
class VaultJoins {
    private static final Logger log = LoggerFactory.getLogger(VaultJoins.class);

    private final VaultLanes lanes;
    private final MembershipBatches memberships;
    private final ReplayPages pages;
    private final ReplayTurns turns = new ReplayTurns();
    private final RoomProperties properties;
    private final ReplayProperties replay;
    private final RoomMetrics metrics;

    VaultJoins(
            VaultLanes lanes,
            MembershipBatches memberships,
            ReplayPages pages,
            RoomProperties properties,
            ReplayProperties replay,
            RoomMetrics metrics) {
        this.lanes = lanes;
        this.memberships = memberships;
        this.pages = pages;
        this.properties = properties;
        this.replay = replay;
        this.metrics = metrics;
    }

    /** Asks for the participant's standing in the vault, without waiting; any thread. */
    CompletableFuture<Optional<Membership>> lookUp(Participant participant, JoinRequest request) {
        return memberships.find(
                new MembershipKey(request.vaultId(), participant.user().userId()));
    }

    /** @param standing what was looked up for this request */
    void join(
            Participant participant,
            JoinRequest request,
            CompletableFuture<Optional<Membership>> standing,
            Reply reply) {
        if (!participant.socket().isConnected()) {
            return;
        }
        String vaultId = request.vaultId();
        if (participant.laneOf(vaultId).isEmpty() && participant.joinedVaults() >= properties.maxPerSocket()) {
            throw new RefusedException(ErrorCode.RATE_LIMITED);
        }
        Membership membership = result(standing).orElseThrow(() -> new RefusedException(ErrorCode.ACCESS_DENIED));
        VaultLane lane = lanes.acquire(vaultId);
        boolean entered = false;
        try {
            if (answeredAsPresent(participant, lane, request, membership, reply)) {
                metrics.joined(JoinOutcome.PRESENT);
            } else {
                entered = enter(participant, lane, request, membership, reply) == Entry.ENTERED;
            }
        } finally {
            if (!entered) {
                lanes.release(lane);
            }
        }
    }

    void leave(Participant participant, String vaultId) {
        participant.laneOf(vaultId).ifPresent(lane -> lane.leave(participant).join());
    }

    /** Does not wait until it has left them. */
    @SuppressWarnings("FutureReturnValueIgnored") // a lane logs what fails on it
    void leaveAll(Participant participant) {
        participant.lanes().forEach(lane -> lane.leave(participant));
    }

    /** True where the participant is in the room and stays as it is; where it asked for a revision it has left the room. */
    private static boolean answeredAsPresent(
            Participant participant, VaultLane lane, JoinRequest request, Membership membership, Reply reply) {
        if (request.revision().isPresent()) {
            lane.leave(participant).join();
            return false;
        }
        return lane.ifPresent(participant, position -> reply.joined(lane.vaultId(), membership.role(), position, true))
                .join();
    }

    private static Optional<Membership> result(CompletableFuture<Optional<Membership>> standing) {
        try {
            return standing.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DataAccessException cause ? cause : e;
        }
    }

    private Entry enter(
            Participant participant, VaultLane lane, JoinRequest request, Membership membership, Reply reply) {
        long head = membership.head();
        long asked = request.revision().orElse(head);
        boolean recovered = request.revision().isEmpty() || membership.canResumeFrom(asked);
        reply.joined(lane.vaultId(), membership.role(), head, recovered);
        metrics.joined(outcome(request, recovered));
        participant
                .about(log.atDebug())
                .addKeyValue("vaultId", lane.vaultId())
                .addKeyValue("revision", asked)
                .log("Joining");
        try {
            return replay(participant, lane, recovered ? asked : head, head);
        } catch (DataAccessException e) {
            participant
                    .about(log.atWarn())
                    .addKeyValue("vaultId", lane.vaultId())
                    .log(
                            "A replay of vault {} broke off: {}",
                            lane.vaultId(),
                            e.getMostSpecificCause().getMessage());
            return Resume.sendAway(participant);
        }
    }

    private Entry replay(Participant participant, VaultLane lane, long position, long head) {
        long start = System.nanoTime();
        Entry end = new Resume(participant, lane, pages, turns, replay, position, head).run();
        if (position < head) {
            metrics.replayed(end, head - position, Duration.ofNanos(System.nanoTime() - start));
        }
        return end;
    }

    private static JoinOutcome outcome(JoinRequest request, boolean recovered) {
        if (request.revision().isEmpty()) {
            return JoinOutcome.JOINED;
        }
        return recovered ? JoinOutcome.RESUMED : JoinOutcome.UNRECOVERED;
    }
}
