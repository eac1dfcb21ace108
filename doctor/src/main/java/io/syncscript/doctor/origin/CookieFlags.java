package io.syncscript.doctor.origin;

import io.syncscript.doctor.access.Session;
import io.syncscript.doctor.check.Check;
import io.syncscript.doctor.check.FailedException;
import io.syncscript.doctor.check.Finding;
import io.syncscript.doctor.check.Installation;
import io.syncscript.doctor.check.Prerequisite;
import io.syncscript.doctor.check.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The session cookie comes out of the proxy with the attributes that protect it, and for every path. */
public final class CookieFlags implements Check {
    @Override
    public String name() {
        return "session cookie";
    }

    @Override
    public Set<Prerequisite> needs(Settings settings) {
        return Set.of(Prerequisite.LOGIN);
    }

    @Override
    public Finding examine(Installation installation) throws IOException, InterruptedException {
        return judge(installation.session(), installation.origin().isSecure());
    }

    static Finding judge(Session session, boolean https) throws FailedException {
        List<String> attributes = session.attributes();
        if (https && !attributes.contains("secure")) {
            throw new FailedException(
                    "it is not Secure though the origin is https",
                    "Let the proxy that ends TLS set X-Forwarded-Proto: https, and the API service trust its address.");
        }
        List<String> missing = new ArrayList<>();
        if (!attributes.contains("httponly")) {
            missing.add("HttpOnly");
        }
        if (!attributes.contains("samesite=lax") && !attributes.contains("samesite=strict")) {
            missing.add("SameSite=Lax");
        }
        if (!attributes.contains("path=/")) {
            missing.add("Path=/");
        }
        if (!missing.isEmpty()) {
            throw new FailedException(
                    "it lacks " + String.join(", ", missing),
                    "The API service sets them: remove what rewrites cookies in the proxy (proxy_cookie_flags, proxy_cookie_path).");
        }
        return new Finding.Healthy("HttpOnly, SameSite, Path=/" + (https ? ", Secure" : "; http, so not Secure"));
    }
}
