package io.syncscript.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncscript.model.access.VaultRole;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VaultEventCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.125Z");
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Actor ACTOR = new Actor("cuser00001", "Ada “Owner”", VaultRole.OWNER);
    private static final Source SOURCE = new Source(
            "csource001", "Títle \"x\"", "https://files/x.pdf", null, 12L, "application/pdf", "cvault0001", NOW, NOW);
    private static final Member MEMBER = new Member("cuser00002", "b@demo.com", "Bo", VaultRole.VIEWER, NOW);
    private static final VaultDetails DETAILS = new VaultDetails("cvault0001", "Papers", null, NOW, NOW);

    static Stream<VaultEvent> events() {
        return Stream.of(
                new VaultEvent.SourceCreated("cvault0001", 1, "cevent0001", SOURCE, ACTOR, NOW),
                new VaultEvent.SourceUpdated("cvault0001", 2, "cevent0002", SOURCE, ACTOR, NOW),
                new VaultEvent.SourceDeleted("cvault0001", 3, "cevent0003", "csource001", ACTOR, NOW),
                new VaultEvent.VaultUpdated("cvault0001", 4, "cevent0004", DETAILS, ACTOR, NOW),
                new VaultEvent.MemberAdded("cvault0001", 5, "cevent0005", MEMBER, ACTOR, NOW),
                new VaultEvent.MemberUpdated("cvault0001", 6, "cevent0006", MEMBER, ACTOR, NOW),
                new VaultEvent.MemberRemoved("cvault0001", 7, "cevent0007", "cuser00002", ACTOR, NOW),
                new VaultEvent.VaultDeleted("cvault0001", 8, "cevent0008", ACTOR, NOW));
    }

    @ParameterizedTest
    @MethodSource("events")
    void comesBackTheSameThroughRedis(VaultEvent event) {
        VaultMessage sent = VaultMessage.of(event);

        VaultMessage received = VaultEventCodec.decode(VaultEventCodec.encode(sent));

        assertThat(received).isEqualTo(sent);
        assertThat(VaultEventCodec.event(received)).isEqualTo(event);
    }

    @Test
    void showsClientsThePayloadOfTheContract() {
        JsonNode payload = JsonMapper.shared()
                .readTree(VaultEventCodec.payload(
                        new VaultEvent.SourceCreated("cvault0001", 1, "cevent0001", SOURCE, ACTOR, NOW)));

        assertThat(payload.propertyNames())
                .containsExactlyInAnyOrder("vaultId", "revision", "eventId", "source", "actor", "timestamp");
        assertThat(payload.at("/source/createdAt").asString()).isEqualTo("2026-11-21T10:15:30.125Z");
        assertThat(payload.at("/source").has("fileKey")).isFalse();
        assertThat(payload.at("/actor/role").asString()).isEqualTo("owner");
    }

    @Test
    void deliversAnEventOfALaterVersionAsItIs() {
        VaultMessage message =
                new VaultMessage("cvault0001", 9, "cevent0009", "source:starred", "{\"stars\": 5}", false);

        VaultMessage received = VaultEventCodec.decode(VaultEventCodec.encode(message));

        assertThat(received.payload()).isEqualTo("{\"stars\": 5}");
        assertThat(VaultEventCodec.event(received))
                .isInstanceOfSatisfying(
                        VaultEvent.Unknown.class,
                        unknown -> assertThat(unknown.type()).isEqualTo("source:starred"));
    }

    @Test
    void skipsFieldsOfALaterVersion() {
        String json = "{\"later\":{\"a\":[1]},\"vaultId\":\"cvault0001\",\"revision\":1,\"eventId\":\"cevent0001\","
                + "\"type\":\"x\",\"payload\":{\"ü\":\"€\"}}";

        assertThat(VaultEventCodec.decode(json.getBytes(StandardCharsets.UTF_8)).payload())
                .isEqualTo("{\"ü\":\"€\"}");
    }

    @Test
    void keepsTheMarkOfAnAnnouncement() {
        VaultMessage message = new VaultMessage("cvault0001", 9, "cevent0009", "source:updated", "{}", true);

        assertThat(VaultEventCodec.decode(VaultEventCodec.encode(message))).isEqualTo(message);
    }

    @Test
    void tellsGatewaysAndNotClientsWhereAnEventBegan() {
        VaultMessage message = VaultMessage.of(new VaultEvent.VaultDeleted("cvault0001", 8, "cevent0008", ACTOR, NOW))
                .from(Origin.at(NOW).tracedBy(TRACEPARENT));

        VaultMessage received = VaultEventCodec.decode(VaultEventCodec.encode(message));

        assertThat(received.origin().epochMillis()).isEqualTo(NOW.toEpochMilli());
        assertThat(received.origin().trace()).contains(TRACEPARENT);
        assertThat(received.payload()).doesNotContain("traceparent", "stampedAt", TRACEPARENT);
    }

    /** A gateway of the version before knows no origin: to it the fields are among those that it skips. */
    @Test
    void writesTheOriginAsFieldsThatAnOlderGatewaySkips() {
        VaultMessage message = new VaultMessage("cvault0001", 9, "cevent0009", "x", "{}", false)
                .from(Origin.at(NOW).tracedBy(TRACEPARENT));

        JsonNode json = JsonMapper.shared().readTree(VaultEventCodec.encode(message));

        assertThat(json.propertyNames())
                .containsExactly("vaultId", "revision", "eventId", "type", "stampedAt", "traceparent", "payload");
        assertThat(json.get("stampedAt").isValueNode()).isTrue();
        assertThat(json.get("traceparent").isValueNode()).isTrue();
    }

    @Test
    void saysNothingOfAnOriginThatIsNotKnown() {
        VaultMessage message = new VaultMessage("cvault0001", 9, "cevent0009", "x", "{}", false);

        assertThat(JsonMapper.shared().readTree(VaultEventCodec.encode(message)).propertyNames())
                .containsExactly("vaultId", "revision", "eventId", "type", "payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"traceparent\":\"\"",
                "\"traceparent\":null",
                "\"traceparent\":7",
                "\"traceparent\":{\"a\":[1]}",
                "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\\r\\nx\"",
                "\"traceparent\":\"00-00000000000000000000000000000000-b7ad6b7169203331-01\"",
                "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01\"",
                "\"traceparent\":\"00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01\"",
                "\"stampedAt\":-1",
                "\"stampedAt\":\"soon\"",
                "\"stampedAt\":1e400",
                "\"stampedAt\":99999999999999999999999999",
                "\"stampedAt\":[]"
            })
    void deliversAnEventWhoseOriginCannotBeRead(String origin) {
        String json = "{\"vaultId\":\"cvault0001\",\"revision\":1,\"eventId\":\"cevent0001\",\"type\":\"x\"," + origin
                + ",\"payload\":{}}";

        VaultMessage message = VaultEventCodec.decode(json.getBytes(StandardCharsets.UTF_8));

        assertThat(message.eventId()).isEqualTo("cevent0001");
        assertThat(message.origin()).isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "not json",
                "{\"vaultId\":\"cvault0001\",\"revision\":\"1\",\"eventId\":\"e\",\"type\":\"x\",\"payload\":{}}",
                "{\"vaultId\":\"cvault0001\",\"revision\":0,\"eventId\":\"e\",\"type\":\"x\",\"payload\":{}}",
                "{\"vaultId\":\"cvault0001\",\"revision\":1,\"eventId\":\"e\",\"type\":\"x\",\"payload\":[]}",
                "{\"vaultId\":null,\"revision\":1,\"eventId\":\"e\",\"type\":\"x\",\"payload\":{}}",
                "{\"vaultId\":\"cvault0001\",\"revision\":1,\"eventId\":\"e\",\"type\":\"x\",\"payload\":{}} x"
            })
    void refusesWhatIsNoMessage(String json) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> VaultEventCodec.decode(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesAPayloadThatDoesNotFitItsType() {
        VaultMessage message = new VaultMessage("cvault0001", 1, "cevent0001", "source:created", "{}", false);

        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> VaultEventCodec.event(message));
    }
}
