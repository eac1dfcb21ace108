package io.syncscript.benchmarks.load;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loopback addresses that clients connect from, in turn: a pair of addresses has some 28,000 ports, and those of closed connections
 * stay taken for a minute.
 */
public final class SourceAddresses {
    private static final int COUNT = 16;
    private final AtomicInteger next = new AtomicInteger();

    public InetSocketAddress next() {
        return new InetSocketAddress("127.0.0." + (2 + Math.floorMod(next.getAndIncrement(), COUNT)), 0);
    }
}
