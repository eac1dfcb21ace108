package io.syncscript.benchmarks.scenario;

import io.syncscript.benchmarks.floor.Floor;
import io.syncscript.benchmarks.installation.Installation;
import io.syncscript.benchmarks.load.EventLoops;
import io.syncscript.benchmarks.load.Schedule;
import io.syncscript.benchmarks.load.SocketFleet;
import io.syncscript.benchmarks.load.SourceAddresses;
import io.syncscript.benchmarks.rest.PacedPosts;
import java.util.List;

/** The load generator: its threads, its addresses, and the numbers of its changes, which are never used twice. */
public final class Generator implements AutoCloseable {
    private final EventLoops loops = new EventLoops();
    private final SourceAddresses addresses = new SourceAddresses();
    private long nextSequence;

    public Floor floor() {
        return new Floor(loops, addresses);
    }

    SocketFleet fleet(Installation installation) {
        return new SocketFleet(loops, loops.sockets(), installation.gatewayUri(), addresses);
    }

    /** Clients beside a fleet, who are read while it is busy. */
    SocketFleet bystanders(Installation installation) {
        return new SocketFleet(loops, loops.bystanders(), installation.gatewayUri(), addresses);
    }

    /**
     * Opens connections for changes that begin now: an API closes those over which nothing came for a while, so whoever waits for
     * thousands to join opens them afterwards.
     */
    PacedPosts posts(Installation installation, String cookie, List<String> vaultIds) {
        return PacedPosts.connect(loops, installation.apiUri(), cookie, vaultIds);
    }

    /** Changes at a rate per second, for so many seconds, from now on. */
    Schedule schedule(double ratePerSecond, double seconds) {
        int count = (int) Math.round(ratePerSecond * seconds);
        Schedule schedule = Schedule.startingNow(nextSequence, count, ratePerSecond);
        nextSequence += count;
        return schedule;
    }

    @Override
    public void close() {
        loops.close();
    }
}
