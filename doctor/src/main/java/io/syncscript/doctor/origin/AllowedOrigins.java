package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.PollingConnection;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/** Pages of each origin that has to be let in can write and open a socket. */
public final class AllowedOrigins implements Check {
    @Override
    public String name() {
        return "allowed origins";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.LOGIN, Prerequisite.SOCKETS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        for (URI origin : installation.settings().origins()) {
            int socket = PollingConnection.attempt(installation.origin(), origin.toString())
                    .statusCode();
            require(200, socket, "a socket", origin, "gateways");
            int write = installation
                    .origin()
                    .send(installation
                            .canary()
                            .sourceRequest(installation.origin(), installation.session())
                            .header("Origin", origin.toString()))
                    .statusCode();
            require(201, write, "a write", origin, "API services");
        }
        return new Finding.Healthy(
                installation.settings().origins().stream().map(URI::toString).collect(Collectors.joining(", ")));
    }

    private static void require(int expected, int status, String what, URI origin, String processes)
            throws FailedException {
        if (status != expected) {
            throw new FailedException(
                    what + " of a page of " + origin + " is answered with HTTP " + status,
                    "Add " + origin + " to SYNCSCRIPT_ALLOWED_ORIGINS of the " + processes
                            + ", spelled as the browser does: scheme, host, and a port that is not the default.");
        }
    }
}
