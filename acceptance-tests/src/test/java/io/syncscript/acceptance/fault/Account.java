package io.syncscript.acceptance.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One client's record against the log.
 *
 * @param expected committed after it joined first
 * @param lost committed and never received
 * @param duplicated received once more, once for each time
 * @param reordered received after a later one
 * @param invented received and not in the log, or not as the log has it
 * @param longestSilence the longest time in which something was committed and nothing came
 * @param caughtUpAfter from the given moment until it had all that was committed by then
 */
record Account(
        ClientRecord client,
        int expected,
        List<Long> lost,
        List<Long> duplicated,
        List<Long> reordered,
        List<Long> invented,
        Duration longestSilence,
        Duration caughtUpAfter) {

    /** @param healed when the network and all processes were well again */
    static Account of(ClientRecord client, List<Committed> log, Instant healed) {
        Map<Long, Committed> owed = log.stream()
                .filter(committed -> committed.revision() > client.joinedAt())
                .collect(Collectors.toMap(Committed::revision, Function.identity()));
        Set<Long> seen = new HashSet<>();
        List<Long> duplicated = new ArrayList<>();
        List<Long> reordered = new ArrayList<>();
        List<Long> invented = new ArrayList<>();
        long highest = client.joinedAt();
        for (Received received : client.received()) {
            long revision = received.revision();
            Committed committed = owed.get(revision);
            if (committed == null || !committed.eventId().equals(received.eventId())) {
                invented.add(revision);
            } else if (!seen.add(revision)) {
                duplicated.add(revision);
            } else if (revision < highest) {
                reordered.add(revision);
            }
            highest = Math.max(highest, revision);
        }
        List<Long> lost = owed.keySet().stream()
                .filter(revision -> !seen.contains(revision))
                .sorted()
                .toList();
        return new Account(
                client,
                owed.size(),
                lost,
                List.copyOf(duplicated),
                List.copyOf(reordered),
                List.copyOf(invented),
                longestSilence(client, owed),
                caughtUpAfter(client, log, healed));
    }

    /** Each event ends a silence that began with the one before it, or with its own commit where that was later. */
    private static Duration longestSilence(ClientRecord client, Map<Long, Committed> owed) {
        Duration longest = Duration.ZERO;
        Instant before = Instant.MIN;
        for (Received received : client.received()) {
            Committed committed = owed.get(received.revision());
            if (committed != null) {
                Instant began = before.isAfter(committed.at()) ? before : committed.at();
                longest = longer(longest, Duration.between(began, received.at()));
            }
            before = received.at();
        }
        return longest;
    }

    private static Duration caughtUpAfter(ClientRecord client, List<Committed> log, Instant healed) {
        long head = log.stream()
                .filter(committed -> !committed.at().isAfter(healed))
                .mapToLong(Committed::revision)
                .max()
                .orElse(0);
        return client.received().stream()
                .filter(received -> received.revision() >= head)
                .findFirst()
                .map(received -> longer(Duration.ZERO, Duration.between(healed, received.at())))
                .orElse(Duration.ZERO);
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    int received() {
        return client.received().size();
    }

    boolean isBalanced() {
        return lost.isEmpty() && duplicated.isEmpty() && reordered.isEmpty() && invented.isEmpty();
    }

    @Override
    public String toString() {
        return "%s joined at %d, was owed %d and received %d: lost %s, duplicated %s, reordered %s, invented %s; %s"
                .formatted(
                        client.name(),
                        client.joinedAt(),
                        expected,
                        received(),
                        lost,
                        duplicated,
                        reordered,
                        invented,
                        client.incidents());
    }
}
