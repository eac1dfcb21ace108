package io.syncscript.local.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What Redis answers to one command: a reply, or a confirmation for each channel. Not for concurrent use. */
final class Answer {
    private static final int UNKNOWN = -1;
    private static final RespFrame ZERO = new RespFrame(':', List.of(), ":0\r\n".getBytes(StandardCharsets.US_ASCII));

    private final RedisCommand command;
    private final List<RespFrame> frames = new ArrayList<>(1);
    private int missing;

    private Answer(RedisCommand command, int missing) {
        this.command = command;
        this.missing = missing;
    }

    static Answer awaited(RedisCommand command) {
        if (!command.isSubscription()) {
            return new Answer(command, 1);
        }
        return new Answer(command, command.arguments() == 0 ? UNKNOWN : command.arguments());
    }

    /** What Redis says when nobody heard what was published. */
    static Answer heardByNobody(RedisCommand publish) {
        Answer answer = new Answer(publish, 0);
        answer.frames.add(ZERO);
        return answer;
    }

    /** Whether a frame that is no delivery can be part of this answer. */
    boolean accepts(RespFrame frame) {
        return command.isSubscription() ? frame.isError() || frame.name().equals(command.name()) : !frame.isPush();
    }

    /** @param subscribed how many channels the connection has, each of which Redis confirms when it is to leave them all */
    void add(RespFrame frame, int subscribed) {
        if (missing == UNKNOWN) {
            missing = Math.max(1, subscribed);
        }
        missing = frame.isError() ? 0 : missing - 1;
        frames.add(frame);
    }

    boolean isComplete() {
        return missing == 0;
    }

    void writeTo(OutputStream out) throws IOException {
        for (RespFrame frame : frames) {
            frame.writeTo(out);
        }
    }
}
