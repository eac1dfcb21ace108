package io.syncscript.benchmarks.load;

import java.util.BitSet;

/** Which changes of a row one member has received. Written by the member's event loop only. */
final class Receipts {
    private final BitSet received = new BitSet();
    private int duplicates;

    /** @param index of the change in its row */
    void add(int index) {
        if (received.get(index)) {
            duplicates++;
        } else {
            received.set(index);
        }
    }

    int duplicates() {
        return duplicates;
    }

    /** How many of the expected ones never came. */
    int missingOf(BitSet expected) {
        BitSet missing = (BitSet) expected.clone();
        missing.andNot(received);
        return missing.cardinality();
    }
}
