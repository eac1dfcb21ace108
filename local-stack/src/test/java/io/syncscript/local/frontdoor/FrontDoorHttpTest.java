package io.syncscript.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrontDoorHttpTest {
    private final StubBackend api = new StubBackend("api");
    private final StubBackend first = new StubBackend("first");
    private final StubBackend second = new StubBackend("second");
    private final FrontDoor door = FrontDoor.open(0, api.uri(), List.of(first.uri(), second.uri()));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        door.close();
        List.of(api, first, second).forEach(StubBackend::close);
    }

    @Test
    void sendsSocketIoToAGatewayAndEverythingElseToTheApi() throws Exception {
        assertThat(get("/api/vaults").body()).isEqualTo("api");
        assertThat(get("/").body()).isEqualTo("api");
        assertThat(get("/socket.iox").body()).isEqualTo("api");
        assertThat(get("/socket.io/?EIO=4&transport=polling").body()).isIn("first", "second");
        assertThat(get("/socket.io/socket.io.js").body()).isIn("first", "second");
    }

    @Test
    void keepsASessionOnOneGatewayAndUsesBoth() throws Exception {
        for (int i = 0; i < 20; i++) {
            String gateway = gatewayOf("session-" + i);
            for (int again = 0; again < 5; again++) {
                assertThat(gatewayOf("session-" + i)).isEqualTo(gateway);
            }
        }
        assertThat(IntStream.range(0, 20).mapToObj(i -> gatewayOf("session-" + i)))
                .contains("first", "second");
    }

    @Test
    void keepsAClientWithoutASessionOnOneGateway() throws Exception {
        String gateway = get("/socket.io/").body();

        for (int again = 0; again < 10; again++) {
            assertThat(get("/socket.io/").body()).isEqualTo(gateway);
        }
    }

    @Test
    void movesTheClientsOfAGatewayThatIsAwayAndTakesThemBack() {
        List<String> before =
                IntStream.range(0, 20).mapToObj(i -> gatewayOf("session-" + i)).toList();

        first.goAway();
        await("the front door has seen its connections end")
                .untilAsserted(() -> assertThat(IntStream.range(0, 20).mapToObj(i -> gatewayOf("session-" + i)))
                        .containsOnly("second"));

        first.comeBack();
        assertThat(IntStream.range(0, 20).mapToObj(i -> gatewayOf("session-" + i)))
                .isEqualTo(before);
    }

    @Test
    void answersWithAProblemWhenNoServerIsThere() throws Exception {
        List.of(api, first, second).forEach(StubBackend::goAway);

        for (String path : new String[] {"/api/vaults", "/socket.io/"}) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(response.body()).contains("\"status\":503", "\"code\":\"UNAVAILABLE\"");
        }
    }

    @Test
    void answersWithAProblemWhenTheServerBreaksOff() throws Exception {
        api.onRequest(request -> request.connection().close());

        HttpResponse<String> response = get("/api/vaults");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"status\":502");
    }

    @Test
    void tellsTheServerWhoAskedAndUnderWhichName() throws Exception {
        BlockingQueue<HttpServerRequest> seen = new ArrayBlockingQueue<>(1);
        api.onRequest(request -> {
            seen.add(request);
            request.response().end();
        });

        client.send(
                request("/api/vaults?cursor=a%20b")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("X-Forwarded-Proto", "https")
                        .header("Forwarded", "for=203.0.113.9")
                        .header("Keep-Alive", "timeout=5")
                        .header("X-Own", "kept")
                        .build(),
                BodyHandlers.ofString());

        HttpServerRequest request = seen.take();
        assertThat(request.uri()).isEqualTo("/api/vaults?cursor=a%20b");
        assertThat(request.getHeader("Host"))
                .isEqualTo("localhost:" + door.uri().getPort());
        assertThat(request.headers().getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.headers().getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(request.headers().getAll("X-Forwarded-Host"))
                .containsExactly("localhost:" + door.uri().getPort());
        assertThat(request.headers().getAll("X-Forwarded-Port"))
                .containsExactly(Integer.toString(door.uri().getPort()));
        assertThat(request.getHeader("X-Own")).isEqualTo("kept");
        assertThat(request.headers().contains("Forwarded")).isFalse();
        assertThat(request.headers().contains("Keep-Alive")).isFalse();
    }

    @Test
    void dropsHeadersThatConcernOneConnectionOnly() throws Exception {
        BlockingQueue<HttpServerRequest> seen = new ArrayBlockingQueue<>(1);
        api.onRequest(request -> {
            seen.add(request);
            request.response()
                    .putHeader("Connection", "X-Answered")
                    .putHeader("X-Answered", "1")
                    .putHeader("Keep-Alive", "timeout=60")
                    .end("{}");
        });

        String answer = RawClient.exchange(
                door.uri().getPort(),
                "GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: X-Asked\r\nX-Asked: 1\r\n\r\n");

        assertThat(seen.take().headers().contains("X-Asked")).isFalse();
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("X-Answered", "timeout=60");
    }

    @Test
    void passesOnStatusesCookiesAndEmptyAnswers() throws Exception {
        api.onRequest(request -> {
            switch (request.uri()) {
                case "/cookies" ->
                    request.response()
                            .putHeader("Set-Cookie", List.<CharSequence>of("a=1", "b=2"))
                            .setStatusCode(201)
                            .end("made");
                case "/sized" ->
                    request.response().putHeader("Content-Length", "4").end();
                case "/gone" -> request.response().setStatusCode(204).end();
                case "/same" ->
                    request.response()
                            .setStatusCode(304)
                            .putHeader("ETag", "\"1\"")
                            .end();
                default ->
                    request.response()
                            .setStatusCode(404)
                            .putHeader("Content-Type", "application/problem+json")
                            .end("{}");
            }
        });

        HttpResponse<String> cookies = get("/cookies");
        assertThat(cookies.statusCode()).isEqualTo(201);
        assertThat(cookies.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(cookies.body()).isEqualTo("made");
        assertThat(get("/gone").statusCode()).isEqualTo(204);
        assertThat(get("/same").headers().firstValue("ETag")).contains("\"1\"");
        HttpResponse<String> missing = get("/missing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().allValues("Content-Type")).containsExactly("application/problem+json");
        assertThat(missing.body()).isEqualTo("{}");
        HttpRequest head =
                request("/sized").method("HEAD", BodyPublishers.noBody()).build();
        assertThat(client.send(head, BodyHandlers.ofString()).headers().firstValue("Content-Length"))
                .contains("4");
    }

    @Test
    void passesOnABodyOfAnyLength() throws Exception {
        api.onRequest(request -> request.body().onSuccess(request.response()::end));
        byte[] body = new byte[5_000_000];
        new Random(1).nextBytes(body);

        HttpResponse<byte[]> fixed = client.send(
                request("/api").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> chunked = client.send(
                request("/api")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(fixed.body()).isEqualTo(body);
        assertThat(chunked.body()).isEqualTo(body);
    }

    @Test
    void passesOnEachPartOfAnAnswerAsItComes() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        api.onRequest(request -> {
            request.response().setChunked(true).write("now");
            Thread.startVirtualThread(() -> {
                awaitQuietly(read);
                request.response().end("later");
            });
        });

        try (InputStream body = client.send(request("/api").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("now");
            read.countDown();
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("later");
        }
    }

    @Test
    void holdsManyLongPollsAtOnce() throws Exception {
        BlockingQueue<HttpServerRequest> waiting = new ArrayBlockingQueue<>(200);
        first.onRequest(waiting::add);
        second.onRequest(waiting::add);

        var answers = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(
                        request("/socket.io/").header("Cookie", "SESSION=" + i).build(), BodyHandlers.ofString()))
                .toList();
        await().until(() -> waiting.size() == 200);
        waiting.forEach(request -> request.response().end("polled"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("polled"));
    }

    @Test
    void endsTheRequestToTheServerWhenTheClientLeaves() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch abandoned = new CountDownLatch(1);
        first.onRequest(request -> {
            request.response().closeHandler(closed -> abandoned.countDown());
            arrived.countDown();
        });
        second.onRequest(request -> {
            request.response().closeHandler(closed -> abandoned.countDown());
            arrived.countDown();
        });

        try (Socket leaving =
                new Socket(InetAddress.getLoopbackAddress(), door.uri().getPort())) {
            leaving.getOutputStream()
                    .write("GET /socket.io/ HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(abandoned.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private String gatewayOf(String session) {
        HttpRequest request =
                request("/socket.io/").header("Cookie", "SESSION=" + session).build();
        return client.sendAsync(request, BodyHandlers.ofString()).join().body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(door.uri() + path));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
