package io.syncscript.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What was to be delivered and what was.
 *
 * @param expected each acknowledged change to each member of its vault
 * @param missing of them, those that never came
 * @param duplicates deliveries beyond the first of a change to a member
 * @param bytes of the websocket payloads of all deliveries
 * @param latencies of all deliveries, from the moment at which a change was due, in nanoseconds
 */
public record DeliveryCount(long expected, long missing, long duplicates, long bytes, Histogram latencies) {
    /** All deliveries, those of changes whose acknowledgement was lost included. */
    public long received() {
        return latencies.getTotalCount();
    }

    public boolean isExact() {
        return missing == 0 && duplicates == 0;
    }

    public long bytesPerDelivery() {
        return received() == 0 ? 0 : bytes / received();
    }
}
