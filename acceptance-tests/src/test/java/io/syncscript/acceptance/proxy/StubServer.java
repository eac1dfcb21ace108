package io.syncscript.acceptance.proxy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.syncscript.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server behind nginx that writes down what it was asked and does what a test says; at first it answers with its name. */
final class StubServer implements AutoCloseable {
    private final String name;
    private final int port = Ports.free();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;
    private HttpServer server;

    /** What it does with a request, whose body was read. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    StubServer(String name) {
        this.name = name;
        this.behaviour = exchange -> respond(exchange, 200, name);
        this.server = listen();
    }

    /** From now on every request is treated like this. */
    void onRequest(Behaviour answers) {
        behaviour = answers;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** The headers of each request that came. */
    List<Headers> asked() {
        return asked;
    }

    /** From now on connections are refused. */
    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = listen();
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen() {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.setExecutor(threads);
            listening.createContext("/", exchange -> {
                asked.add(exchange.getRequestHeaders());
                exchange.getRequestBody().readAllBytes();
                behaviour.answer(exchange);
            });
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
