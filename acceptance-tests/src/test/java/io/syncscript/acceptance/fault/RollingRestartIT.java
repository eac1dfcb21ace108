package io.syncscript.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.proxy.Installation;
import io.syncscript.acceptance.proxy.NeedsNginx;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.Transports;
import io.syncscript.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Everything that docker-compose.yml runs is restarted behind the real nginx, one process after the other, while five hundred
 * clients have ten vaults open that change all the time.
 */
@ExtendWith(NeedsNginx.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RollingRestartIT {
    private static final int VAULTS = 10;
    private static final int MEMBERS = 20;

    /** What is promised is two seconds; a machine that runs everything at once may need more. */
    private static final Duration BACK_LIMIT = Duration.ofSeconds(3);

    /** nginx asks a server again two seconds after it was refused, and so sends home who polls elsewhere. */
    private static final Duration AFFINITY_RETURNS = Duration.ofSeconds(3);

    /** After that a process would be killed. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(19);

    private final RollingReport report = new RollingReport();
    private final List<OpenVault> vaults = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Started before the test.
    private Installation installation;

    @BeforeEach
    void start() {
        installation = Installation.start();
    }

    @AfterEach
    void stop() {
        vaults.forEach(OpenVault::close);
        installation.close();
    }

    @Test
    void isNotNoticedButForAShortAbsence() {
        RestUser owner = RestUser.register(installation.origin(), "Olivia Owner");
        List<RestUser> members = IntStream.rangeClosed(1, MEMBERS)
                .mapToObj(number -> RestUser.register(installation.origin(), "Member " + number))
                .toList();
        IntStream.rangeClosed(1, VAULTS)
                .forEach(number -> vaults.add(OpenVault.open(installation, owner, members, "Vault " + number)));
        List<String> paths =
                vaults.stream().map(vault -> "/api/vaults/" + vault.id()).toList();
        try (Visitor visitor = Visitor.start(owner, paths)) {
            for (ServiceProcess gateway : installation.gateways()) {
                restart(gateway);
                Pause.of(AFFINITY_RETURNS);
                vaults.forEach(OpenVault::awaitJoined);
            }
            installation.apis().forEach(this::restart);
            visitor.stop();
            List<Account> accounts =
                    vaults.stream().flatMap(vault -> vault.settle().stream()).toList();
            show(accounts, visitor);
            assertNothingWasLost(accounts);
            assertThat(failures(visitor)).isEmpty();
            assertBackSoon(absences(accounts));
        }
    }

    private void restart(ServiceProcess process) {
        Instant began = Instant.now();
        process.stop();
        Instant ended = Instant.now();
        process.restart();
        report.add(new RollingReport.Restart(process.name(), began, ended, Instant.now()));
    }

    private void assertNothingWasLost(List<Account> accounts) {
        assertThat(accounts)
                .hasSize(VAULTS * OpenVault.CLIENTS)
                .allSatisfy(account ->
                        assertThat(account.isBalanced()).as("%s", account).isTrue());
        assertThat(vaults)
                .as("each change was made once and answered")
                .allSatisfy(vault -> assertThat(vault.answered()).isEqualTo(vault.committed()));
    }

    private void assertBackSoon(List<Absence> absences) {
        assertThat(report.restarts())
                .hasSize(5)
                .allSatisfy(restart -> assertThat(restart.stopping()).isLessThan(STOP_LIMIT));
        assertThat(report.restarts().subList(0, 3))
                .allSatisfy(restart ->
                        assertThat(report.absencesOf(restart, absences)).isNotEmpty());
        assertThat(report.restarts().subList(3, 5))
                .allSatisfy(restart ->
                        assertThat(report.absencesOf(restart, absences)).isEmpty());
        assertThat(RollingReport.percentile(absences, 99)).isLessThan(BACK_LIMIT);
    }

    private List<Refusal> failures(Visitor visitor) {
        return Stream.concat(visitor.refusals().stream(), vaults.stream().flatMap(vault -> vault.refusals().stream()))
                .toList();
    }

    private static List<Absence> absences(List<Account> accounts) {
        return accounts.stream()
                .flatMap(account -> account.client().absences().stream())
                .toList();
    }

    private void show(List<Account> accounts, Visitor visitor) {
        int mutations =
                vaults.stream().mapToInt(vault -> vault.answered().size()).sum();
        Map<String, List<Absence>> byTransport = new TreeMap<>();
        for (Transports transports : Transports.values()) {
            byTransport.put(
                    String.join(" then ", transports.names()),
                    absences(accounts.stream()
                            .filter(account -> account.client().name().contains(transports.toString()))
                            .toList()));
        }
        String tables = report.table(byTransport) + "\n"
                + RollingReport.total(
                        accounts, mutations, visitor.asked(), failures(visitor).size());
        System.out.println(tables);
        try {
            Files.writeString(Path.of("target", "rolling-restart.md"), tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
