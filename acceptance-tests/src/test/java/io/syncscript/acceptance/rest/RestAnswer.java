package io.syncscript.acceptance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** What the REST API answered; of a body that is no JSON, {@link #body()} is the text. */
public final class RestAnswer {
    private final HttpResponse<String> response;
    private final JsonNode body;

    RestAnswer(HttpResponse<String> response) {
        this.response = response;
        this.body = parse(response.body());
    }

    private static JsonNode parse(String text) {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public JsonNode body() {
        return body;
    }

    public String text(String field) {
        return body.path(field).asString();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** The revision that the vault has after this call. */
    public long vaultRevision() {
        return Long.parseLong(header("X-Vault-Revision").orElseThrow(() -> new AssertionError("no revision: " + this)));
    }

    /** This answer, once it is known to have this status. */
    public RestAnswer expecting(int status) {
        assertThat(status()).as("%s", this).isEqualTo(status);
        return this;
    }

    /** Checks that this is a problem with these values, in the form of RFC 9457. */
    public void assertProblem(int status, String code) {
        expecting(status);
        assertThat(header("Content-Type"))
                .as("%s", this)
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(text("code")).as("%s", this).isEqualTo(code);
        assertThat(body.path("status").asInt()).as("%s", this).isEqualTo(status);
        assertThat(body.path("title").isString()).as("%s", this).isTrue();
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.uri().getPath() + " -> " + status() + " " + body;
    }
}
