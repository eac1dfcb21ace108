package io.syncscript.local;

import io.syncscript.local.process.Ports;
import io.syncscript.local.process.StackFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which part of the stack listens where.
 *
 * @param gateways one pair for each gateway
 */
record PortLayout(int frontDoor, Pair api, List<Pair> gateways) {
    private static final int API = 8080;
    private static final int FIRST_GATEWAY = 9092;

    /** A port for clients and one for the health probes. */
    record Pair(int service, int management) {}

    PortLayout {
        gateways = List.copyOf(gateways);
    }

    /** The fixed layout with the front door on {@code port}, or with port 0 a free port for everything. */
    static PortLayout of(int port, int gatewayCount) {
        List<Pair> gateways = new ArrayList<>();
        for (int i = 0; i < gatewayCount; i++) {
            gateways.add(port == 0 ? freePair() : new Pair(FIRST_GATEWAY + 2 * i, FIRST_GATEWAY + 2 * i + 1));
        }
        return port == 0
                ? new PortLayout(Ports.free(), freePair(), gateways)
                : new PortLayout(port, new Pair(API, API + 1), gateways);
    }

    private static Pair freePair() {
        return new Pair(Ports.free(), Ports.free());
    }

    /**
     * Checks that nothing else listens on one of the ports.
     *
     * @throws StackFailure that names the first port taken and what wanted it
     */
    void requireFree() {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        claim(wanted, frontDoor, "the front door");
        claim(wanted, api.service(), "the API service");
        claim(wanted, api.management(), "the API service's health probes");
        for (int i = 0; i < gateways.size(); i++) {
            claim(wanted, gateways.get(i).service(), "gateway " + (i + 1));
            claim(wanted, gateways.get(i).management(), "the health probes of gateway " + (i + 1));
        }
        wanted.forEach((port, by) -> {
            if (!Ports.isFree(port)) {
                throw new StackFailure("Port " + port + ", wanted by " + by + ", is taken by another program.");
            }
        });
    }

    private static void claim(Map<Integer, String> wanted, int port, String by) {
        String other = wanted.putIfAbsent(port, by);
        if (other != null) {
            throw new StackFailure("Port " + port + " is wanted by " + by + " and by " + other + ".");
        }
    }
}
