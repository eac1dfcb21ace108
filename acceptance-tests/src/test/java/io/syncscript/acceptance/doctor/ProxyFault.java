package io.syncscript.acceptance.doctor;

/** One change to the nginx configuration of the installation, and what the doctor has to say of it. */
enum ProxyFault {
    NO_STICKINESS(
            "hash $client consistent;",
            "",
            "polling stickiness",
            "HTTP 400: {\"code\":1,\"message\":\"Session ID unknown\"}",
            "hash $cookie_SESSION consistent",
            "websocket"),
    NO_WEBSOCKETS(
            "proxy_set_header Upgrade $upgrade;",
            "proxy_set_header Upgrade \"\";",
            "websocket",
            "the handshake is answered with HTTP 400",
            "proxy_set_header Upgrade $http_upgrade"),
    NO_WAY_TO_THE_API(
            "proxy_pass http://api;",
            "proxy_pass http://127.0.0.1:1;",
            "REST",
            "/api/auth/session is answered with HTTP 502",
            "whether an API service runs"),
    NO_WAY_TO_THE_GATEWAYS(
            "proxy_pass http://gateways;",
            "proxy_pass http://127.0.0.1:1;",
            "sockets",
            "/socket.io/ is answered with HTTP 502",
            "whether a gateway runs"),
    SOCKETS_SENT_TO_THE_API(
            "location /socket.io/ {",
            "location /elsewhere/ {",
            "sockets",
            "/socket.io/ is answered with HTTP 404",
            "send /socket.io/ to the gateways"),
    COOKIE_FLAGS_REMOVED(
            "proxy_http_version 1.1;",
            "proxy_http_version 1.1; " + "proxy_cookie_flags SESSION nohttponly nosamesite;",
            "session cookie",
            "it lacks HttpOnly, SameSite=Lax",
            "proxy_cookie_flags"),
    COOKIE_FOR_ONE_PATH(
            "proxy_http_version 1.1;",
            "proxy_http_version 1.1; " + "proxy_cookie_path / /api;",
            "session cookie",
            "it lacks Path=/",
            "proxy_cookie_path"),
    NO_COOKIE(
            "proxy_http_version 1.1;",
            "proxy_http_version 1.1; " + "proxy_hide_header Set-Cookie;",
            "login",
            "no session cookie",
            "Set-Cookie"),
    ORIGIN_REMOVED(
            "proxy_set_header Forwarded \"\";",
            "proxy_set_header Forwarded \"\"; proxy_set_header Origin \"\";",
            "hostile origin",
            "a write from a page of https://hostile.invalid is answered with HTTP 201",
            "pass the request header Origin"),
    CLOCK_ASKEW(
            "proxy_http_version 1.1;",
            "proxy_http_version 1.1; " + "add_header Date \"Mon, 05 Jan 2026 00:00:00 GMT\" always;",
            "clocks",
            "behind this machine",
            "NTP"),
    REVISION_REMOVED(
            "proxy_http_version 1.1;",
            "proxy_http_version 1.1; " + "proxy_hide_header X-Vault-Revision;",
            "canary delivery",
            "no X-Vault-Revision",
            "pass the response header X-Vault-Revision",
            "resume elsewhere"),
    IMPATIENT(
            "proxy_read_timeout 60s;",
            "proxy_read_timeout 1s;",
            "quiet connections",
            "a long poll is answered with HTTP",
            "proxy_read_timeout 60s");

    private final String sound;
    private final String broken;
    private final String check;
    private final String problem;
    private final String remedy;
    private final String alsoFailing;

    ProxyFault(String sound, String broken, String check, String problem, String remedy) {
        this(sound, broken, check, problem, remedy, "");
    }

    /** @param alsoFailing the other check that cannot but fail, or nothing */
    ProxyFault(String sound, String broken, String check, String problem, String remedy, String alsoFailing) {
        this.sound = sound;
        this.broken = broken;
        this.check = check;
        this.problem = problem;
        this.remedy = remedy;
        this.alsoFailing = alsoFailing;
    }

    /** The configuration with the fault. */
    String in(String configuration) {
        return configuration.replace(sound, broken);
    }

    /** Only what waits for a heartbeat needs the wait. */
    boolean needsTime() {
        return this == IMPATIENT;
    }

    void assertFoundIn(Diagnosis diagnosis) {
        diagnosis.assertFailed(check, problem, remedy);
        diagnosis.assertNothingElseFailed(
                alsoFailing.isEmpty() ? new String[] {check} : new String[] {check, alsoFailing});
    }
}
