package io.syncscript.model.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wire format of vault events, both ways; nothing else reads or writes it. Stateless and safe for any thread.
 *
 * <p>A Redis message is {@code {"vaultId","revision","eventId","type","announced"?,"stampedAt"?,"traceparent"?,"payload":{…}}}
 * in UTF-8. Fields that this
 * build does not know are skipped, so that a newer API service can add some.
 */
public final class VaultEventCodec {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Class<? extends VaultEvent>> TYPES = Map.of(
            VaultEvent.SourceCreated.TYPE, VaultEvent.SourceCreated.class,
            VaultEvent.SourceUpdated.TYPE, VaultEvent.SourceUpdated.class,
            VaultEvent.SourceDeleted.TYPE, VaultEvent.SourceDeleted.class,
            VaultEvent.VaultUpdated.TYPE, VaultEvent.VaultUpdated.class,
            VaultEvent.VaultDeleted.TYPE, VaultEvent.VaultDeleted.class,
            VaultEvent.MemberAdded.TYPE, VaultEvent.MemberAdded.class,
            VaultEvent.MemberUpdated.TYPE, VaultEvent.MemberUpdated.class,
            VaultEvent.MemberRemoved.TYPE, VaultEvent.MemberRemoved.class);

    private VaultEventCodec() {}

    /** The payload that clients receive for an event. */
    public static String payload(VaultEvent event) {
        return event instanceof VaultEvent.Unknown unknown
                ? unknown.payload().toString()
                : JSON.writeValueAsString(event);
    }

    /**
     * The typed event inside a message; {@link VaultEvent.Unknown} where this build does not know the type.
     *
     * @throws MalformedMessageException where the payload does not fit its type
     */
    public static VaultEvent event(VaultMessage message) {
        try {
            Class<? extends VaultEvent> type = TYPES.get(message.type());
            if (type != null) {
                return JSON.readValue(message.payload(), type);
            }
            JsonNode payload = JSON.readTree(message.payload());
            return new VaultEvent.Unknown(
                    message.vaultId(), message.revision(), message.eventId(), message.type(), payload);
        } catch (JacksonException e) {
            throw new MalformedMessageException("payload does not fit " + message.type(), e);
        }
    }

    /** The bytes published on the vault's channel. */
    public static byte[] encode(VaultMessage message) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(message.payload().length() + 160);
                JsonGenerator json = JSON.tokenStreamFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("vaultId", message.vaultId());
            json.writeNumberProperty("revision", message.revision());
            json.writeStringProperty("eventId", message.eventId());
            json.writeStringProperty("type", message.type());
            if (message.announced()) {
                json.writeBooleanProperty("announced", true);
            }
            writeOrigin(json, message.origin());
            json.writeName("payload");
            json.writeRawValue(message.payload());
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        }
    }

    private static void writeOrigin(JsonGenerator json, Origin origin) {
        if (origin.epochMillis() > 0) {
            json.writeNumberProperty("stampedAt", origin.epochMillis());
        }
        if (origin.traceparent() != null) {
            json.writeStringProperty("traceparent", origin.traceparent());
        }
    }

    /**
     * Reads the bytes of a vault's channel. The payload is cut out as it stands, never written anew.
     *
     * @throws MalformedMessageException where they are no message; the caller logs, counts and skips
     */
    public static VaultMessage decode(byte[] bytes) {
        try (JsonParser json = JSON.tokenStreamFactory().createParser(ObjectReadContext.empty(), bytes)) {
            MessageBuilder message = new MessageBuilder();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedMessageException("message is no JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "vaultId" -> message.vaultId = json.getValueAsString();
                    case "revision" -> message.revision = json.getLongValue();
                    case "eventId" -> message.eventId = json.getValueAsString();
                    case "type" -> message.type = json.getValueAsString();
                    case "announced" -> message.announced = json.getBooleanValue();
                    case "stampedAt" -> message.stampedAt = numberOrNone(json);
                    case "traceparent" -> message.traceparent = textOrNone(json);
                    case "payload" -> message.payload = rawObject(json, bytes);
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new MalformedMessageException("message does not end with its object");
            }
            return message.build();
        } catch (JacksonException e) {
            throw new MalformedMessageException("message is no JSON", e);
        }
    }

    /** What is said about an event's origin is taken where it can be read: no event is lost by it. */
    private static long numberOrNone(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        json.skipChildren();
        return 0;
    }

    private static @Nullable String textOrNone(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }

    private static String rawObject(JsonParser json, byte[] bytes) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedMessageException("payload is no JSON object");
        }
        int start = Math.toIntExact(json.currentTokenLocation().getByteOffset());
        json.skipChildren();
        int end = Math.toIntExact(json.currentLocation().getByteOffset());
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
