package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.check.CanaryVault;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

/** The clocks of the servers agree with this machine's. */
public final class Clocks implements Check {
    /** Sessions end by the clock of whoever looks, and the Date header counts whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.ORIGIN);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        Set<String> compared = new TreeSet<>();
        compareDates(installation.origin(), compared);
        for (URI gateway : installation.settings().gateways()) {
            try (HttpAccess direct = installation.access(gateway)) {
                compareDates(direct, compared);
            }
        }
        compareStamps(installation, compared);
        if (compared.isEmpty()) {
            return new Finding.Skipped("nobody said what time it is");
        }
        return new Finding.Healthy("within " + TOLERANCE.toSeconds() + " s: " + String.join(", ", compared));
    }

    private static void compareDates(HttpAccess server, Set<String> compared) throws IOException, InterruptedException {
        Instant before = Instant.now();
        HttpResponse<String> answer = server.send(server.request("/"));
        for (String date : answer.headers().allValues("Date")) {
            compare("Date of " + server.server(), date(date), before, compared);
        }
    }

    private static void compareStamps(Installation installation, Set<String> compared)
            throws IOException, InterruptedException {
        if (installation.hasSession()) {
            Instant before = Instant.now();
            CanaryVault vault = installation.newVault();
            if (vault.createdAt().isPresent()) {
                compare("stamps of the API service", vault.createdAt().get(), before, compared);
            }
        }
    }

    private static void compare(String whose, Instant theirs, Instant before, Set<String> compared)
            throws FailedException {
        Duration behind = Duration.between(theirs, before);
        Duration ahead = Duration.between(Instant.now(), theirs);
        if (behind.compareTo(TOLERANCE) > 0 || ahead.compareTo(TOLERANCE) > 0) {
            boolean late = behind.isPositive();
            throw new FailedException(
                    whose + ": " + (late ? behind : ahead).toSeconds() + " s " + (late ? "behind" : "ahead of")
                            + " this machine",
                    "Let every machine take its time from NTP, this one too (timedatectl says whether it does).");
        }
        compared.add(whose);
    }

    private static Instant date(String header) throws IOException {
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new IOException("not a date: " + header, e);
        }
    }
}
