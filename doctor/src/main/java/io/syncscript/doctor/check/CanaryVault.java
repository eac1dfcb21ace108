package io.syncscript.doctor.check;

import io.syncscript.doctor.access.HttpAccess;
import io.syncscript.doctor.access.Json;
import io.syncscript.doctor.access.Session;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A vault of the doctor's own, in which it makes changes.
 *
 * @param createdAt when the API service says that it was made; empty where it does not
 */
public record CanaryVault(String id, Optional<Instant> createdAt) {
    private static final String COLLECTION = "/api/vaults";

    /** A request that makes one. */
    static HttpRequest.Builder request(HttpAccess server, Session session) {
        return session.post(server, COLLECTION, Map.of("name", "Canary of syncscript doctor"));
    }

    static CanaryVault create(HttpAccess server, Session session) throws IOException, InterruptedException {
        return created(server.send(request(server, session)));
    }

    static CanaryVault created(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 201) {
            throw new IOException("a new vault was answered with HTTP " + answer.statusCode());
        }
        JsonNode vault = Json.read(answer.body());
        return new CanaryVault(vault.path("id").asString(""), instant(vault.path("createdAt")));
    }

    /** A request that adds a source to it. */
    public HttpRequest.Builder sourceRequest(HttpAccess server, Session session) {
        return session.post(
                server,
                COLLECTION + "/" + id + "/sources",
                Map.of("title", "A canary", "fileUrl", "https://canary.invalid/paper.pdf"));
    }

    /** Adds a source and returns the vault's revision after it. */
    public long addSource(HttpAccess server, Session session) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.send(sourceRequest(server, session));
        if (answer.statusCode() != 201) {
            throw new IOException("a new source was answered with HTTP " + answer.statusCode());
        }
        return answer.headers()
                .firstValueAsLong("X-Vault-Revision")
                .orElseThrow(() -> new FailedException(
                        "the answer to a change has no X-Vault-Revision",
                        "Let the proxy pass the response header X-Vault-Revision on."));
    }

    boolean delete(HttpAccess server, Session session) throws IOException, InterruptedException {
        return server.send(session.request(server, COLLECTION + "/" + id).DELETE())
                        .statusCode()
                == 204;
    }

    private static Optional<Instant> instant(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asString("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
