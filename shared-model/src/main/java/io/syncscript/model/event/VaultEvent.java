package io.syncscript.model.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One committed change of a vault. The JSON of a record is the payload that REST and Socket.IO clients see under the event
 * name {@link #type()}.
 *
 * <p>Revisions of one vault start at 1, have no gaps, and their order is the commit order.
 */
public sealed interface VaultEvent {

    String vaultId();

    long revision();

    String eventId();

    /** The Socket.IO event name, for example {@code source:created}. */
    @JsonIgnore
    String type();

    record SourceCreated(String vaultId, long revision, String eventId, Source source, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "source:created";

        public SourceCreated {
            Objects.requireNonNull(source, "source");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    record SourceUpdated(String vaultId, long revision, String eventId, Source source, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "source:updated";

        public SourceUpdated {
            Objects.requireNonNull(source, "source");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    record SourceDeleted(String vaultId, long revision, String eventId, String sourceId, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "source:deleted";

        public SourceDeleted {
            Objects.requireNonNull(sourceId, "sourceId");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    record VaultUpdated(
            String vaultId, long revision, String eventId, VaultDetails vault, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "vault:updated";

        public VaultUpdated {
            Objects.requireNonNull(vault, "vault");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The last event of a vault; its log outlives the vault. */
    record VaultDeleted(String vaultId, long revision, String eventId, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "vault:deleted";

        public VaultDeleted {
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    record MemberAdded(String vaultId, long revision, String eventId, Member member, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "member:added";

        public MemberAdded {
            Objects.requireNonNull(member, "member");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    record MemberUpdated(String vaultId, long revision, String eventId, Member member, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "member:updated";

        public MemberUpdated {
            Objects.requireNonNull(member, "member");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    record MemberRemoved(String vaultId, long revision, String eventId, String userId, Actor actor, Instant timestamp)
            implements VaultEvent {
        public static final String TYPE = "member:removed";

        public MemberRemoved {
            Objects.requireNonNull(userId, "userId");
            requireHeader(vaultId, eventId, actor, timestamp);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** An event of a type that this build does not know, from a newer API service: delivered as it is, not acted upon. */
    record Unknown(String vaultId, long revision, String eventId, String type, JsonNode payload)
            implements VaultEvent {}

    private static void requireHeader(String vaultId, String eventId, Actor actor, Instant timestamp) {
        Objects.requireNonNull(vaultId, "vaultId");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(timestamp, "timestamp");
    }
}
