package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.PollingConnection;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/** A gateway answers behind the same origin. */
public final class SocketsReachable implements Check {
    @Override
    public String name() {
        return "sockets";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.ORIGIN);
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.SOCKETS);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        HttpResponse<String> answer = PollingConnection.attempt(installation.origin(), "");
        if (PollingConnection.isOpenPacket(answer)) {
            return new Finding.Healthy("a gateway answers through the same origin");
        }
        int status = answer.statusCode();
        throw new FailedException(
                "/socket.io/ is answered with HTTP " + status,
                status >= 500
                        ? "See whether a gateway runs and is ready, and whether the proxy reaches it."
                        : "Let the proxy send /socket.io/ to the gateways, path, query and all.");
    }
}
