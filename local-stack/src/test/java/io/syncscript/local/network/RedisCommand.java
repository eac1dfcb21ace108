package io.syncscript.local.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command as a link looks at it. */
record RedisCommand(RespFrame frame) {
    static RedisCommand of(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] content = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(("$" + content.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(content);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return new RedisCommand(new RespFrame('*', List.of(words), bytes.toByteArray()));
    }

    /** In lower case. */
    String name() {
        return frame.name();
    }

    int arguments() {
        return frame.items().size() - 1;
    }

    boolean isPublish() {
        return name().equals("publish") || name().equals("spublish");
    }

    /** Whether Redis answers with a confirmation per channel in place of one reply. */
    boolean isSubscription() {
        return name().endsWith("subscribe");
    }

    boolean beginsTransaction() {
        return name().equals("multi");
    }

    boolean endsTransaction() {
        return name().equals("exec") || name().equals("discard");
    }
}
