package io.syncscript.benchmarks.messages;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which gateways serve which vaults: each as many of its own, and a few that all of them serve.
 *
 * @param own vaults that one gateway alone serves, for each gateway
 * @param shared vaults that all serve
 */
record Placement(int gateways, int own, int shared) {
    int vaults() {
        return gateways * own + shared;
    }

    int vaultsOfEach() {
        return own + shared;
    }

    /** The gateways, from 0, that have clients in that vault, from 0. */
    List<Integer> servedBy(int vault) {
        return vault < gateways * own
                ? List.of(vault / own)
                : IntStream.range(0, gateways).boxed().toList();
    }
}
