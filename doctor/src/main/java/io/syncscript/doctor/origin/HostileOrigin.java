package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.PollingConnection;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.util.Set;

/** A page of a stranger can neither write nor open a socket with a member's cookie. */
public final class HostileOrigin implements Check {
    private static final String STRANGER = "https://hostile.invalid";
    private static final String REMEDY =
            "Take * out of SYNCSCRIPT_ALLOWED_ORIGINS, and let the proxy pass the request header Origin on as it is.";

    @Override
    public String name() {
        return "hostile origin";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.LOGIN, Prerequisite.SOCKETS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        int write = installation.attemptVault(STRANGER);
        if (write != 403) {
            throw new FailedException("a write from a page of " + STRANGER + " is answered with HTTP " + write, REMEDY);
        }
        int socket = PollingConnection.attempt(installation.origin(), STRANGER).statusCode();
        if (socket != 403) {
            throw new FailedException("a socket of a page of " + STRANGER + " is answered with HTTP " + socket, REMEDY);
        }
        return new Finding.Healthy("refused a write and a socket");
    }
}
