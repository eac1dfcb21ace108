package io.syncscript.doctor.origin;

import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Something speaks HTTP at the origin. */
public final class OriginReachable implements Check {
    @Override
    public String name() {
        return "origin";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of();
    }

    @Override
    public Optional<Prerequisite> establishes() {
        return Optional.of(Prerequisite.ORIGIN);
    }

    @Override
    public Finding examine(Installation installation) throws InterruptedException {
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    installation.origin().send(installation.origin().request("/"));
            long millis = (System.nanoTime() - began) / 1_000_000;
            return new Finding.Healthy("answers with HTTP " + answer.statusCode() + " after " + millis + " ms");
        } catch (SSLException e) {
            return new Finding.Failed(
                    "TLS fails: " + e.getMessage(),
                    "Renew the certificate of the proxy, or name your own authority with --ca-file.");
        } catch (HttpTimeoutException e) {
            return new Finding.Failed(
                    "no answer in time",
                    "See whether the proxy hangs, and whether a firewall drops what is sent to it.");
        } catch (IOException e) {
            return new Finding.Failed(
                    "no connection: " + e.getClass().getSimpleName(),
                    "Start the proxy (nginx, Ingress, or ./syncscript up), or give its address with --url.");
        }
    }
}
