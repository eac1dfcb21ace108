package io.syncscript.acceptance.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.syncscript.acceptance.socket.ConnectionOptions;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** {@code socket.io-client} as the gateway serves it, in a page of the front door's origin that does nothing: its own source
 * text. */
public final class JavaScriptClient implements RealtimeClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCRIPT = resource("recorded-client.js");

    private final BrowserContext profile;
    private final Page page;

    /** Not connected yet. */
    public JavaScriptClient(Chromium chromium, URI frontDoor, ConnectionOptions connection) {
        this.profile = chromium.newProfile(frontDoor, connection.sessionCookie());
        this.page = profile.newPage();
        URI bundle = frontDoor.resolve("/socket.io/socket.io.js");
        page.navigate(bundle.toString());
        page.addScriptTag(new Page.AddScriptTagOptions().setUrl(bundle.toString()));
        page.evaluate(SCRIPT);
        call(
                "create",
                connection.server().toString(),
                Map.of(
                        "transports",
                        connection.transports().names(),
                        "randomizationFactor",
                        0,
                        "withCredentials",
                        true));
    }

    @Override
    public void open() {
        call("open");
    }

    @Override
    public void disconnect() {
        call("disconnect");
    }

    @Override
    public boolean isConnected() {
        return call("isConnected").asBoolean();
    }

    @Override
    public String id() {
        return call("id").asString();
    }

    @Override
    public String transport() {
        return call("transport").asString();
    }

    @Override
    public void emit(String event, Object... args) {
        call("emit", event, args);
    }

    @Override
    public JsonNode request(String event, Object... args) {
        return first(call("request", PATIENCE.toMillis(), event, args));
    }

    @Override
    public List<ReceivedEvent> heard() {
        return call("heard").values().stream()
                .map(heard -> new ReceivedEvent(heard.path("name").asString(), first(heard.path("args"))))
                .toList();
    }

    private static JsonNode first(JsonNode args) {
        return args.isEmpty() ? MissingNode.getInstance() : args.get(0);
    }

    /** Calls a function of the script; arguments and result cross as JSON text. */
    private JsonNode call(String function, @Nullable Object... args) {
        Object result = page.evaluate(
                "([name, args]) => Promise.resolve(window.client[name](...JSON.parse(args)))"
                        + ".then((result) => JSON.stringify(result ?? null))",
                List.of(function, JSON.writeValueAsString(args)));
        return JSON.readTree(String.valueOf(result));
    }

    private static String resource(String name) {
        try (InputStream script = JavaScriptClient.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        profile.close();
    }

    @Override
    public String toString() {
        return "the JavaScript client " + id();
    }
}
