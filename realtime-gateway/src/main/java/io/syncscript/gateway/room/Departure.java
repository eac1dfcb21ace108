package io.syncscript.gateway.room;

import io.syncscript.model.event.VaultEvent;
import io.syncscript.model.event.VaultEventCodec;
import io.syncscript.model.event.VaultMessage;

/** Who has to leave the room after an event was delivered. */
sealed interface Departure {
    Departure NOBODY = new Nobody();
    Departure EVERYONE = new Everyone();

    boolean includes(String userId);

    record Nobody() implements Departure {
        @Override
        public boolean includes(String userId) {
            return false;
        }
    }

    record Everyone() implements Departure {
        @Override
        public boolean includes(String userId) {
            return true;
        }
    }

    record Member(String removedUserId) implements Departure {
        @Override
        public boolean includes(String userId) {
            return removedUserId.equals(userId);
        }
    }

    /**
     * Reads only the payloads that make somebody leave.
     *
     * @throws io.syncscript.model.event.MalformedMessageException where the payload of such an event does not fit its type
     */
    static Departure after(VaultMessage message) {
        return switch (message.type()) {
            case VaultEvent.VaultDeleted.TYPE -> EVERYONE;
            case VaultEvent.MemberRemoved.TYPE ->
                VaultEventCodec.event(message) instanceof VaultEvent.MemberRemoved removed
                        ? new Member(removed.userId())
                        : NOBODY;
            default -> NOBODY;
        };
    }
}
