package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.local.LocalStack;
import io.syncscript.local.Progress;
import io.syncscript.local.StackOptions;
import io.syncscript.model.access.VaultRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long a removed member can still see, counted for members on two gateways while the vault is changed at a steady rate: the
 * time from the removal, as the API stamped it before its commit, to the last event that the member received, which is the one
 * that says so. What is asserted about time is what a busy machine keeps; the figures go to {@code target/revocation-report.md}.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RevocationBoundIT {
    private static final int MEMBERS = 25;
    private static final int ROUNDS = Integer.getInteger("syncscript.revocation.rounds", 20);
    private static final int ROUNDS_WITHOUT_REDIS = Math.max(1, ROUNDS / 5);
    private static final int CHANGES_PER_SECOND = 40;

    private final LocalStack stack = LocalStack.start(StackOptions.onFreePorts().withGateways(2), Progress.silent());
    private final RestUser owner = RestUser.register(stack.api(), "Olivia Owner");
    private final String vaultId = owner.createVault("Measured");
    private final List<RevokedMember> members = IntStream.range(0, MEMBERS)
            .mapToObj(number -> new RevokedMember(
                    RestUser.register(stack.api(), "Member " + number),
                    stack.gateways().get(number % 2)))
            .toList();
    private final List<RevokedMember> bystanders = stack.gateways().stream()
            .map(gateway -> new RevokedMember(owner, gateway))
            .toList();
    private final StringBuilder report = new StringBuilder("""
            | | removals | p50 | p90 | p99 | max | events of a higher revision |
            |---|--:|--:|--:|--:|--:|--:|
            """);

    @Test
    void noRemovedMemberReceivesAnEventThatCameAfter() throws IOException {
        try (stack;
                ScheduledExecutorService pace =
                        Executors.newScheduledThreadPool(2, Thread.ofVirtual().factory())) {
            var changes = pace.scheduleAtFixedRate(
                    () -> owner.addSource(vaultId, "Paper"),
                    0,
                    TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND,
                    TimeUnit.NANOSECONDS);
            rounds(2);
            List<Duration> well = rounds(ROUNDS);
            stack.redis().kill();
            rounds(1);
            List<Duration> without = rounds(ROUNDS_WITHOUT_REDIS);
            changes.cancel(false);
            members.forEach(RevokedMember::close);
            bystanders.forEach(RevokedMember::close);

            add("Redis well", well);
            add("Redis dead", without);
            Path file = Path.of("target", "revocation-report.md");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, report);
            System.out.print(report);
            assertThat(quantile(well, 0.99)).isLessThan(Duration.ofSeconds(1));
            assertThat(quantile(without, 0.99)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private List<Duration> rounds(int count) {
        List<Duration> ages = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            ages.addAll(round());
        }
        return ages;
    }

    /** Adds all members, lets them join, removes one after the other, and waits until who stays has later changes. */
    private List<Duration> round() {
        members.forEach(member ->
                owner.addMember(vaultId, member.user(), VaultRole.VIEWER).expecting(201));
        members.forEach(member -> member.join(vaultId));
        bystanders.forEach(bystander -> bystander.join(vaultId));
        List<Removal> removals = members.stream().map(this::remove).toList();
        long after =
                owner.addSource(vaultId, "After the removals").expecting(201).vaultRevision();
        bystanders.forEach(bystander -> bystander.awaitRevision(after));
        return removals.stream().map(Removal::last).toList();
    }

    private Removal remove(RevokedMember member) {
        return new Removal(
                member,
                owner.removeMember(vaultId, member.user()).expecting(204).vaultRevision());
    }

    private record Removal(RevokedMember member, long revision) {
        /** The age of the last event that the member received; it must be the one that says that it was removed. */
        Duration last() {
            member.awaitRevision(revision);
            List<RevokedMember.Heard> heard = member.heard();
            assertThat(heard).allSatisfy(event -> assertThat(event.revision()).isLessThanOrEqualTo(revision));
            assertThat(heard.getLast().name()).isEqualTo("member:removed");
            return heard.getLast().age();
        }
    }

    private void add(String title, List<Duration> ages) {
        report.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | 0 |%n",
                title,
                ages.size(),
                milliseconds(quantile(ages, 0.5)),
                milliseconds(quantile(ages, 0.9)),
                milliseconds(quantile(ages, 0.99)),
                milliseconds(quantile(ages, 1))));
    }

    private static Duration quantile(List<Duration> ages, double quantile) {
        return ages.stream().sorted().toList().get((int) Math.ceil(quantile * ages.size()) - 1);
    }

    private static String milliseconds(Duration age) {
        return String.format(Locale.ROOT, "%.1f ms", age.toNanos() / 1e6);
    }
}
