package io.syncscript.benchmarks.load;

/**
 * Who connects, and to which vault.
 *
 * @param cookie the header's value, a session's name and id
 */
public record Seat(String cookie, String vaultId) {
    /** Never shows the session. */
    @Override
    public String toString() {
        return "Seat[" + vaultId + "]";
    }
}
