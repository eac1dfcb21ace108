package io.syncscript.gateway.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncscript.local.fuzz.Mutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** What a client of the gateway sends, and what becomes of it in the hands of an attacker. */
final class FuzzTraffic {
    private static final List<Integer> HEADS = List.of(
            RawClient.FINAL | RawClient.TEXT,
            RawClient.FINAL | RawClient.TEXT,
            RawClient.FINAL | RawClient.TEXT,
            RawClient.FINAL | RawClient.BINARY,
            RawClient.FINAL | RawClient.PING,
            RawClient.FINAL | RawClient.PONG,
            RawClient.FINAL | RawClient.CLOSE,
            RawClient.TEXT,
            RawClient.FINAL);

    private final List<String> messages;
    private final List<String> requests;

    /** @param cookie of a session that is let in */
    FuzzTraffic(String vaultId, String sourceId, String cookie) {
        this.messages = messages(vaultId, sourceId);
        this.requests = requests(cookie, messages);
    }

    private static List<String> messages(String vaultId, String sourceId) {
        return List.of(
                "40",
                "40{\"token\":\"x\"}",
                "41",
                "3",
                "6",
                "2probe",
                "420[\"ping\"]",
                "42[\"vault:join\",\"" + vaultId + "\"]",
                "421[\"vault:join\",{\"vaultId\":\"" + vaultId + "\",\"revision\":3}]",
                "422[\"vault:leave\",{\"vaultId\":\"" + vaultId + "\"}]",
                "423[\"source:created\",{\"source\":{\"id\":\"" + sourceId + "\",\"vaultId\":\"" + vaultId + "\"}}]",
                "424[\"source:deleted\",{\"vaultId\":\"" + vaultId + "\",\"sourceId\":\"" + sourceId + "\"}]",
                "451-5[\"source:updated\",{\"_placeholder\":true,\"num\":0}]",
                "461-5[{\"_placeholder\":true,\"num\":0}]",
                "436[{\"ok\":true}]",
                "42[\"no such event\",[1,2.5,null,true,{\"a\":\"b\"}]]");
    }

    private static List<String> requests(String cookie, List<String> messages) {
        String headers = " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n";
        String body = String.join("\u001e", messages.subList(0, 8));
        String sid = "&sid=00000000-0000-0000-0000-000000000000";
        return List.of(
                "GET /socket.io/?EIO=4&transport=polling" + headers + "\r\n",
                "GET /socket.io/?EIO=4&transport=polling" + sid + headers + "\r\n",
                "POST /socket.io/?EIO=4&transport=polling" + sid + headers + "Content-Length: "
                        + body.getBytes(UTF_8).length + "\r\n\r\n" + body,
                "POST /socket.io/?EIO=4&transport=polling" + sid + headers
                        + "Transfer-Encoding: chunked\r\n\r\n3\r\n40{\r\n1\r\n}\r\n0\r\n\r\n",
                "GET /socket.io/?EIO=4&transport=websocket" + headers + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                "OPTIONS /socket.io/?EIO=4&transport=polling" + headers
                        + "Origin: http://localhost:3000\r\nAccess-Control-Request-Method: POST\r\n\r\n",
                "GET /socket.io/socket.io.js" + headers + "X-Forwarded-For: 198.51.100.1, 10.0.0.1\r\n\r\n");
    }

    /** A request, perhaps another one behind it. */
    byte[] request(Mutator mutator) {
        byte[] request = mutator.mutate(mutator.pick(requests).getBytes(UTF_8));
        return mutator.oneIn(10) ? join(request, mutator.pick(requests).getBytes(UTF_8)) : request;
    }

    /** What is posted over an open connection. */
    byte[] body(Mutator mutator) {
        String body = mutator.pick(messages);
        for (int left = mutator.below(4); left > 0; left--) {
            body += "\u001e" + mutator.pick(messages);
        }
        return mutator.mutate(body.getBytes(UTF_8));
    }

    /** A websocket frame: a changed message in a sound frame, a frame of another kind, or a frame whose own bytes changed. */
    byte[] frame(Mutator mutator) throws IOException {
        byte[] message = mutator.mutate(mutator.pick(messages).getBytes(UTF_8));
        int head = mutator.oneIn(4) ? mutator.pick(HEADS) : RawClient.FINAL | RawClient.TEXT;
        byte[] frame = RawClient.encode(head, message);
        return mutator.oneIn(5) ? mutator.mutate(frame) : frame;
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
