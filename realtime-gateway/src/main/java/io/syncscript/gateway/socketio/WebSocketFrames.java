package io.syncscript.gateway.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** Writes unfragmented, unmasked frames of RFC 6455, header and payload in one buffer. */
final class WebSocketFrames {
    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xA;
    private static final int MAX_HEADER = 10;
    private static final int LARGEST_7_BIT_LENGTH = 125;
    private static final int LARGEST_16_BIT_LENGTH = 0xFFFF;
    private static final int LENGTH_16_BIT = 126;
    private static final int LENGTH_64_BIT = 127;

    private WebSocketFrames() {}

    /** A text frame, and a binary frame for each attachment. */
    static ByteBuf message(ByteBufAllocator allocator, String text, List<byte[]> attachments) {
        int textLength = ByteBufUtil.utf8Bytes(text);
        int capacity = MAX_HEADER + textLength;
        for (byte[] attachment : attachments) {
            capacity += MAX_HEADER + attachment.length;
        }
        ByteBuf out = allocator.directBuffer(capacity);
        header(out, TEXT, textLength);
        ByteBufUtil.reserveAndWriteUtf8(out, text, textLength);
        for (byte[] attachment : attachments) {
            header(out, BINARY, attachment.length);
            out.writeBytes(attachment);
        }
        return out;
    }

    static ByteBuf text(ByteBufAllocator allocator, String text) {
        return message(allocator, text, List.of());
    }

    static ByteBuf binary(ByteBufAllocator allocator, byte[] data) {
        ByteBuf out = allocator.directBuffer(MAX_HEADER + data.length);
        header(out, BINARY, data.length);
        return out.writeBytes(data);
    }

    static ByteBuf close(ByteBufAllocator allocator, int status) {
        ByteBuf out = allocator.directBuffer(MAX_HEADER);
        header(out, CLOSE, Short.BYTES);
        return out.writeShort(status);
    }

    /** @param data what the ping carried; still the caller's */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf data) {
        ByteBuf out = allocator.directBuffer(MAX_HEADER + data.readableBytes());
        header(out, PONG, data.readableBytes());
        return out.writeBytes(data, data.readerIndex(), data.readableBytes());
    }

    private static void header(ByteBuf out, int opcode, int length) {
        out.writeByte(FINAL | opcode);
        if (length <= LARGEST_7_BIT_LENGTH) {
            out.writeByte(length);
        } else if (length <= LARGEST_16_BIT_LENGTH) {
            out.writeByte(LENGTH_16_BIT).writeShort(length);
        } else {
            out.writeByte(LENGTH_64_BIT).writeLong(length);
        }
    }
}
