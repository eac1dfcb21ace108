package io.syncscript.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * The number of a change, written into the title of its source between two tildes, so that a client finds it in what is delivered
 * without parsing JSON. No other member of an event holds a tilde.
 */
public final class SequenceMark {
    private static final byte DELIMITER = '~';
    private static final int DIGITS = 10;

    private SequenceMark() {}

    public static String of(long sequence) {
        return String.format(Locale.ROOT, "~%010d~", sequence);
    }

    /** The number in a frame, or -1 where there is none. */
    static long find(ByteBuf frame) {
        int before = frame.bytesBefore(DELIMITER);
        int first = frame.readerIndex() + before + 1;
        if (before < 0 || first + DIGITS >= frame.writerIndex() || frame.getByte(first + DIGITS) != DELIMITER) {
            return -1;
        }
        long sequence = 0;
        for (int i = first; i < first + DIGITS; i++) {
            int digit = frame.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            sequence = sequence * 10 + digit;
        }
        return sequence;
    }
}
