package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import io.syncscript.model.access.VaultRole;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What REST refuses, it refuses with a problem that has a stable code; it changes nothing then and tells no member of it. */
@ExtendWith(SharedDeployment.class)
class RestContractIT {
    private static final Map<String, String> SOURCE =
            Map.of("title", "Paper", "fileUrl", "https://files.example.org/paper.pdf");

    private final Deployment deployment;
    private final String vaultId;
    private final String sourceId;
    private final RealtimeClient member;
    private final Map<String, String> before;

    RestContractIT(Deployment deployment) {
        this.deployment = deployment;
        this.vaultId = deployment.newVault();
        this.sourceId =
                deployment.owner().addSource(vaultId, "Stays").expecting(201).text("id");
        this.member = deployment.connect(ClientKind.JAVA, deployment.viewer(), 1);
        member.join(vaultId);
        this.before = deployment.database().contents();
    }

    @Test
    void asksForASession() {
        RestUser nobody = deployment.anonymous();

        for (String path : List.of(
                "/api/auth/session",
                "/api/vaults",
                "/api/vaults/" + vaultId,
                "/api/vaults/" + vaultId + "/sources",
                "/api/vaults/" + vaultId + "/members",
                "/api/vaults/" + vaultId + "/events",
                "/api/vaults/" + vaultId + "/audit",
                "/api/sources/" + sourceId)) {
            nobody.get(path).assertProblem(401, "UNAUTHORIZED");
        }
        nobody.addSource(vaultId, SOURCE).assertProblem(401, "UNAUTHORIZED");
        nobody.deleteSource(sourceId).assertProblem(401, "UNAUTHORIZED");
        assertNothingHappened();
    }

    @Test
    void refusesWhatTheRoleDoesNotAllow() {
        RestUser viewer = deployment.viewer();
        RestUser contributor = deployment.contributor();
        String vault = "/api/vaults/" + vaultId;

        for (RestAnswer answer : List.of(
                viewer.addSource(vaultId, SOURCE),
                viewer.renameSource(sourceId, "Mine"),
                viewer.deleteSource(sourceId),
                contributor.patch(vault, Map.of("name", "Mine")),
                contributor.delete(vault),
                contributor.addMember(vaultId, deployment.outsider(), VaultRole.VIEWER),
                contributor.patch(vault + "/members/" + viewer.id(), Map.of("role", "owner")),
                contributor.delete(vault + "/members/" + viewer.id()),
                contributor.get(vault + "/audit"),
                viewer.get(vault + "/audit"))) {
            answer.assertProblem(403, "INSUFFICIENT_PERMISSIONS");
        }
        assertNothingHappened();
    }

    @Test
    void hidesAForeignVault() {
        RestUser outsider = deployment.outsider();
        String vault = "/api/vaults/" + vaultId;

        for (RestAnswer answer : List.of(
                outsider.get(vault),
                outsider.patch(vault, Map.of("name", "Mine")),
                outsider.delete(vault),
                outsider.get(vault + "/sources"),
                outsider.addSource(vaultId, SOURCE),
                outsider.get(vault + "/members"),
                outsider.addMember(vaultId, outsider, VaultRole.OWNER),
                outsider.get(vault + "/events"),
                outsider.get(vault + "/audit"),
                outsider.get("/api/vaults/cnosuchvault00000000"),
                outsider.get("/api/vaults/NO-ID"))) {
            answer.assertProblem(404, "VAULT_NOT_FOUND");
        }
        for (RestAnswer answer : List.of(
                outsider.get("/api/sources/" + sourceId),
                outsider.renameSource(sourceId, "Mine"),
                outsider.deleteSource(sourceId),
                outsider.get("/api/sources/cnosuchsource00000000"),
                outsider.get("/api/sources/NO-ID"))) {
            answer.assertProblem(404, "SOURCE_NOT_FOUND");
        }
        assertNothingHappened();
    }

    @Test
    void refusesFieldsThatBreakARule() {
        RestUser owner = deployment.owner();

        for (Map<String, ?> invalid : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("title", "Paper"),
                Map.of("fileUrl", "https://files.example.org/paper.pdf"),
                Map.of("title", " ", "fileUrl", "https://files.example.org/paper.pdf"),
                Map.of("title", "x".repeat(501), "fileUrl", "https://files.example.org/paper.pdf"),
                Map.of("title", "Paper", "fileUrl", "paper.pdf"),
                Map.of("title", "Paper", "fileUrl", "javascript:alert(1)"),
                Map.of("title", "Paper", "fileUrl", "file:///etc/passwd"),
                Map.of("title", Map.of("a", 1), "fileUrl", "https://files.example.org/paper.pdf"),
                Map.of("title", "Paper", "fileUrl", "https://files.example.org/", "fileSize", -1),
                Map.of("title", "Paper", "fileUrl", "https://files.example.org/", "fileSize", "big"),
                Map.of("title", "Pa\u0000per", "fileUrl", "https://files.example.org/"))) {
            RestAnswer answer = owner.addSource(vaultId, invalid);
            answer.assertProblem(400, "VALIDATION_FAILED");
            assertThat(answer.body().path("errors").isEmpty()).as("%s", answer).isFalse();
        }
        owner.renameSource(sourceId, "").assertProblem(400, "VALIDATION_FAILED");
        owner.post("/api/vaults", Map.of("name", "")).assertProblem(400, "VALIDATION_FAILED");
        owner.post("/api/vaults/" + vaultId + "/members", Map.of("email", "none", "role", "king"))
                .assertProblem(400, "VALIDATION_FAILED");
        owner.get("/api/vaults/" + vaultId + "/sources?limit=0").assertProblem(400, "VALIDATION_FAILED");
        owner.get("/api/vaults/" + vaultId + "/sources?cursor=%27").assertProblem(400, "VALIDATION_FAILED");
        owner.get("/api/vaults/" + vaultId + "/events?after=x").assertProblem(400, "VALIDATION_FAILED");
        assertNothingHappened();
    }

    @Test
    void refusesBodiesThatCannotBeRead() {
        RestUser owner = deployment.owner();
        String sources = "/api/vaults/" + vaultId + "/sources";

        for (String body : List.of("", "{", "[]", "null", "\"text\"", "{\"title\":}", "{\"title\":\"a\",}", "\u0000")) {
            RestAnswer answer = owner.sendText("POST", sources, "application/json", body);
            assertThat(answer.status()).as("%s for %s", answer, body).isEqualTo(400);
            answer.assertProblem(400, answer.text("code"));
            assertThat(answer.text("code")).isIn("MALFORMED_REQUEST", "VALIDATION_FAILED");
        }
        owner.sendText("POST", sources, "text/plain", "title").assertProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        owner.sendText("PUT", sources, "application/json", "{}").assertProblem(405, "METHOD_NOT_ALLOWED");
        owner.post(sources, Map.of("title", "x".repeat(100_000))).assertProblem(413, "PAYLOAD_TOO_LARGE");
        owner.get("/api/nothing").assertProblem(404, "NOT_FOUND");
        assertNothingHappened();
    }

    @Test
    void refusesWritesFromOtherSites() {
        RestUser owner = deployment.owner();

        for (Map.Entry<String, String> header : Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
                .entrySet()) {
            owner.send(owner.request("/api/sources/" + sourceId)
                            .header(header.getKey(), header.getValue())
                            .DELETE())
                    .assertProblem(403, "CROSS_SITE_REQUEST");
        }
        owner.send(owner.request("/api/vaults")
                        .header("Origin", "https://evil.example")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"name\":\"x\"}")))
                .assertProblem(403, "CROSS_SITE_REQUEST");
        assertNothingHappened();
    }

    @Test
    void refusesWrongPasswordsAndTakenAddresses() {
        RestUser viewer = deployment.viewer();
        RestUser stranger = deployment.anonymous();

        stranger.post("/api/auth/login", Map.of("email", viewer.email(), "password", "wrong password"))
                .assertProblem(401, "INVALID_CREDENTIALS");
        stranger.post("/api/auth/login", Map.of("email", "nobody@example.org", "password", "wrong password"))
                .assertProblem(401, "INVALID_CREDENTIALS");
        stranger.post(
                        "/api/auth/register",
                        Map.of("email", viewer.email(), "name", "Impostor", "password", "another password"))
                .assertProblem(409, "EMAIL_TAKEN");
        assertThat(stranger.sessionCookie()).isEmpty();
        deployment.logs().assertNever("wrong password");
        deployment.logs().assertNever(viewer.password());
        assertNothingHappened();
    }

    @Test
    void keepsTheLastOwner() {
        RestUser owner = deployment.owner();
        String self = "/api/vaults/" + vaultId + "/members/" + owner.id();

        owner.delete(self).assertProblem(409, "LAST_OWNER");
        owner.patch(self, Map.of("role", "viewer")).assertProblem(409, "LAST_OWNER");
        owner.addMember(vaultId, deployment.viewer(), VaultRole.VIEWER).assertProblem(409, "ALREADY_MEMBER");
        assertNothingHappened();
    }

    /** Nothing is written, and the next true change is the first thing that a member hears, with the next revision. */
    private void assertNothingHappened() {
        assertThat(deployment.database().contents()).isEqualTo(before);
        long head = deployment.owner().revision(vaultId);
        RestAnswer change = deployment.owner().addSource(vaultId, SOURCE).expecting(201);
        member.awaitRevision(vaultId, change.vaultRevision());
        assertThat(member.vaultEvents()).extracting(ReceivedEvent::revision).containsExactly(head + 1);
    }
}
