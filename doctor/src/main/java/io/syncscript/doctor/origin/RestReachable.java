package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.Json;
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

/** The API service answers behind the origin. */
public final class RestReachable implements Check {
    private static final String PATH = "/api/auth/session";

    @Override
    public String name() {
        return "REST";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.ORIGIN);
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.REST);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                installation.origin().send(installation.origin().request(PATH));
        int status = answer.statusCode();
        if (status >= 500) {
            throw new FailedException(
                    PATH + " is answered with HTTP " + status,
                    "See whether an API service runs and is ready, and whether the proxy sends all but /socket.io/ to it.");
        }
        if (status != 401 || !isProblem(answer)) {
            throw new FailedException(
                    PATH + " is answered with HTTP " + status + " by something else than the API service",
                    "Let the proxy send all but /socket.io/ to the API service, path and all.");
        }
        return new Finding.Healthy("the API service answers through the origin");
    }

    private static boolean isProblem(HttpResponse<String> answer) {
        try {
            return Json.read(answer.body()).hasNonNull("code");
        } catch (IOException e) {
            return false;
        }
    }
}
