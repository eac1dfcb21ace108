package io.syncscript.doctor.check;

/** What other checks build on; while it is not established they would only repeat that it is missing. */
public enum Prerequisite {
    ORIGIN("the origin does not answer"),
    REST("the REST API is not reached"),
    SOCKETS("no gateway is reached"),
    LOGIN("nobody could log in"),
    WEBSOCKET("no websocket gets through"),
    REDIS("Redis is not reached, or no --redis-url given"),
    DATABASE("PostgreSQL is not reached, or no --db-url given");

    private final String absence;

    Prerequisite(String absence) {
        this.absence = absence;
    }

    /** What to say of a check that cannot be made without it. */
    public String absence() {
        return absence;
    }
}
