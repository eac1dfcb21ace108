package io.syncscript.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncscript.acceptance.deployment.ClientKind;
import io.syncscript.acceptance.deployment.Deployment;
import io.syncscript.acceptance.deployment.SharedDeployment;
import io.syncscript.acceptance.rest.RestAnswer;
import io.syncscript.acceptance.rest.RestUser;
import io.syncscript.acceptance.socket.RealtimeClient;
import io.syncscript.acceptance.socket.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Each event carries all that its contract names, and says who it was. */
@ExtendWith(SharedDeployment.class)
class PayloadIT {
    private final Deployment deployment;

    PayloadIT(Deployment deployment) {
        this.deployment = deployment;
    }

    @ParameterizedTest
    @EnumSource
    void createdCarriesEveryFieldOfTheSource(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient member = joined(kind, vaultId);
        Map<String, Object> request = Map.of(
                "title", "Attention “is” all ünïcode <b>you</b> need 🚀",
                "fileUrl", "https://files.example.org/attention.pdf?download=1",
                "fileKey", "vaults/attention",
                "fileSize", 2_215_244L,
                "mimeType", "application/x-pdf");

        RestAnswer answer = deployment.owner().addSource(vaultId, request).expecting(201);

        JsonNode payload = changeOf(member, vaultId, answer, "source:created", deployment.owner(), "owner");
        JsonNode source = payload.path("source");
        assertThat(payload.propertyNames())
                .containsExactlyInAnyOrder("vaultId", "revision", "eventId", "source", "actor", "timestamp");
        assertThat(source.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "fileUrl",
                        "fileKey",
                        "fileSize",
                        "mimeType",
                        "vaultId",
                        "createdAt",
                        "updatedAt");
        request.forEach((field, value) ->
                assertThat(source.path(field).asString()).as(field).isEqualTo(value.toString()));
        assertThat(source.path("fileSize").isIntegralNumber()).isTrue();
        assertThat(source.path("vaultId").asString()).isEqualTo(vaultId);
        assertThat(source.path("updatedAt")).isEqualTo(source.path("createdAt"));
        assertThat(source).as("what REST answered").isEqualTo(answer.body());
    }

    @ParameterizedTest
    @EnumSource
    void createdLeavesOutWhatIsNotKnownAndDefaultsTheType(ClientKind kind) {
        String vaultId = deployment.newVault();
        RealtimeClient member = joined(kind, vaultId);

        RestAnswer answer = deployment.contributor().addSource(vaultId, "Paper").expecting(201);

        JsonNode payload = changeOf(member, vaultId, answer, "source:created", deployment.contributor(), "contributor");
        assertThat(payload.path("source").propertyNames())
                .containsExactlyInAnyOrder("id", "title", "fileUrl", "mimeType", "vaultId", "createdAt", "updatedAt");
        assertThat(payload.path("source").path("mimeType").asString()).isEqualTo("application/pdf");
    }

    @ParameterizedTest
    @EnumSource
    void updatedCarriesTheWholeSourceAndWhoChangedIt(ClientKind kind) {
        String vaultId = deployment.newVault();
        RestAnswer created = deployment.owner().addSource(vaultId, "Paper").expecting(201);
        RealtimeClient member = joined(kind, vaultId);

        RestAnswer answer = deployment
                .contributor()
                .renameSource(created.text("id"), "Paper, revised")
                .expecting(200);

        JsonNode payload = changeOf(member, vaultId, answer, "source:updated", deployment.contributor(), "contributor");
        JsonNode source = payload.path("source");
        assertThat(source).as("what REST answered").isEqualTo(answer.body());
        assertThat(source.path("title").asString()).isEqualTo("Paper, revised");
        for (String unchanged : new String[] {"id", "fileUrl", "mimeType", "vaultId", "createdAt"}) {
            assertThat(source.path(unchanged))
                    .as(unchanged)
                    .isEqualTo(created.body().path(unchanged));
        }
        assertThat(Instant.parse(source.path("updatedAt").asString()))
                .isAfter(Instant.parse(source.path("createdAt").asString()));
    }

    @ParameterizedTest
    @EnumSource
    void deletedCarriesTheIdsAndWhoDeletedIt(ClientKind kind) {
        String vaultId = deployment.newVault();
        String sourceId = deployment
                .contributor()
                .addSource(vaultId, "Paper")
                .expecting(201)
                .text("id");
        RealtimeClient member = joined(kind, vaultId);

        RestAnswer answer = deployment.owner().deleteSource(sourceId).expecting(204);

        JsonNode payload = changeOf(member, vaultId, answer, "source:deleted", deployment.owner(), "owner");
        assertThat(payload.propertyNames())
                .containsExactlyInAnyOrder("vaultId", "revision", "eventId", "sourceId", "actor", "timestamp");
        assertThat(payload.path("sourceId").asString()).isEqualTo(sourceId);
    }

    private RealtimeClient joined(ClientKind kind, String vaultId) {
        RealtimeClient member = deployment.connect(kind, deployment.viewer());
        member.join(vaultId);
        return member;
    }

    /** The payload of the change that the answer is about, once what all changes have in common is known to be right. */
    private static JsonNode changeOf(
            RealtimeClient member, String vaultId, RestAnswer answer, String event, RestUser actor, String role) {
        member.awaitRevision(vaultId, answer.vaultRevision());
        assertThat(member.vaultEvents()).extracting(ReceivedEvent::name).containsExactly(event);
        JsonNode payload = member.vaultEvents().getFirst().payload();
        assertThat(payload.path("vaultId").asString()).isEqualTo(vaultId);
        assertThat(payload.path("revision").asLong()).isEqualTo(answer.vaultRevision());
        assertThat(payload.path("actor").propertyNames()).containsExactlyInAnyOrder("userId", "userName", "role");
        assertThat(payload.path("actor").path("userId").asString()).isEqualTo(actor.id());
        assertThat(payload.path("actor").path("userName").asString()).isEqualTo(actor.name());
        assertThat(payload.path("actor").path("role").asString()).isEqualTo(role);
        assertThat(Duration.between(Instant.parse(payload.path("timestamp").asString()), Instant.now()))
                .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));
        return payload;
    }
}
