package io.syncscript.local.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What Redis has one connection subscribed to, as it confirmed. Not for concurrent use. */
final class Subscriptions {
    private static final String LEAVE = "unsubscribe";
    private static final String ENTER = "subscribe";

    private final Set<Subscription> confirmed = new HashSet<>();

    /** @param kind what stands before "subscribe" in the command: nothing, p for patterns or s for sharded channels */
    private record Subscription(String kind, String channel) {}

    boolean isEmpty() {
        return confirmed.isEmpty();
    }

    /** How many of the kind that the name of a subscription command says; none for any other command. */
    int count(String name) {
        if (!name.endsWith(ENTER)) {
            return 0;
        }
        String kind = kind(name);
        return Math.toIntExact(
                confirmed.stream().filter(entry -> entry.kind().equals(kind)).count());
    }

    /** Takes note of a confirmation; any other frame means nothing. */
    void note(RespFrame frame) {
        if (!frame.name().endsWith(ENTER) || frame.items().size() < 2) {
            return;
        }
        Subscription subscription =
                new Subscription(kind(frame.name()), frame.items().get(1));
        if (frame.name().endsWith(LEAVE)) {
            confirmed.remove(subscription);
        } else {
            confirmed.add(subscription);
        }
    }

    /** Whether Redis delivers a published message with it. In RESP2 a reply can look the same, but not while subscribed. */
    boolean isDelivery(RespFrame frame) {
        boolean named = switch (frame.name()) {
            case "message", "smessage" -> frame.items().size() == 3;
            case "pmessage" -> frame.items().size() == 4;
            default -> false;
        };
        return named && (frame.isPush() || !confirmed.isEmpty());
    }

    static String channelOf(RespFrame delivery) {
        return delivery.items().get(delivery.items().size() - 2);
    }

    /** The commands that leave those channels and patterns. */
    List<RedisCommand> leaving(Predicate<String> channels) {
        return confirmed.stream()
                .filter(entry -> channels.test(entry.channel()))
                .map(entry -> RedisCommand.of(entry.kind() + LEAVE, entry.channel()))
                .toList();
    }

    private static String kind(String name) {
        String end = name.endsWith(LEAVE) ? LEAVE : ENTER;
        return name.substring(0, name.length() - end.length());
    }
}
