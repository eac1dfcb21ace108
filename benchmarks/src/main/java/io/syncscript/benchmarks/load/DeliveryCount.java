package io.syncscript.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What was to be delivered and what was.
 *
 * @param expected each acknowledged change to each member of its vault
 * @param missing of them, those that never came
 * @param duplicates deliveries beyond the first of a change to a member
 * @param received all deliveries, those of changes whose acknowledgement was lost included
 * @param bytes of their websocket payloads
 * @param latencies from the moment at which a change was due, in nanoseconds
 */
public record DeliveryCount(
        long expected, long missing, long duplicates, long received, long bytes, Histogram latencies) {
    public boolean isExact() {
        return missing == 0 && duplicates == 0;
    }

    public long bytesPerDelivery() {
        return received == 0 ? 0 : bytes / received;
    }
}
