package io.syncscript.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says to a server exactly what a test wants said, which HTTP clients do not. */
final class RawClient {
    private RawClient() {}

    /** Sends a request and reads the answer up to the end of its JSON body, which is the first closing brace. */
    static String exchange(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("}")) {
                int next = socket.getInputStream().read();
                assertThat(next).as("what follows %s", answer).isNotNegative();
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}
