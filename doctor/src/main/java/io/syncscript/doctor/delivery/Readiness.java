package io.syncscript.doctor.delivery;

import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** Each process whose management port was given is ready, which a gateway is only while Redis delivers to it. */
public final class Readiness implements Check {
    private static final String PATH = "/actuator/health/readiness";

    @Override
    public String name() {
        return "readiness";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of();
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        int processes = installation.settings().management().size();
        if (processes == 0) {
            return new Finding.Skipped("no --management given");
        }
        for (URI management : installation.settings().management()) {
            int status = status(installation, management);
            if (status != 200) {
                throw new FailedException(
                        management + PATH + " is answered with HTTP " + status,
                        "A gateway that is not ready does not hear what is published to Redis, an API service cannot ask"
                                + " PostgreSQL: see its log and the network between them.");
            }
        }
        return new Finding.Healthy(processes + (processes == 1 ? " process is ready" : " processes are ready"));
    }

    private static int status(Installation installation, URI management) throws IOException, InterruptedException {
        try (HttpAccess access = installation.access(management)) {
            return access.send(access.request(PATH)).statusCode();
        } catch (IOException e) {
            throw new FailedException(
                    management + " does not answer: " + e.getClass().getSimpleName(),
                    "See whether that process runs, and whether its management port can be reached from here.");
        }
    }
}
