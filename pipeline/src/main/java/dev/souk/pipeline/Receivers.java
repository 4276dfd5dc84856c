package dev.souk.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps away from whoever does not answer: from an endpoint, and at an endpoint from a single user. A user counts against
 * the endpoint once, and no more until something gets through to them: one whose mailbox is full, or at whose mails the
 * server falls silent, closes it to nobody else. Thread-safe.
 */
final class Receivers {

    private final Breakers endpoints;
    private final Breakers users;

    Receivers(Clock clock) {
        endpoints = new Breakers(clock);
        users = new Breakers(clock);
    }

    /** Whether anything may go to the endpoint of that name now. */
    boolean isOpen(String channel, String endpoint) {
        return endpoints.room(Receiver.key(channel, endpoint), 1) > 0;
    }

    /** Whether nothing has failed to reach the user there since something did. */
    boolean isWell(Receiver receiver) {
        return !users.isInTrouble(receiver.user());
    }

    /** Begins to give out what room there is, for a batch of so many. */
    Round round(int size) {
        return new Round(size);
    }

    /** How long nothing goes there; zero if something may. */
    Duration waitFor(Receiver receiver) {
        Duration endpoint = endpoints.waitFor(receiver.server());
        Duration user = users.waitFor(receiver.user());
        return endpoint.compareTo(user) > 0 ? endpoint : user;
    }

    /** Why nothing goes there, in words. */
    String trouble(Receiver receiver) {
        return receiver.endpoint() + " does not answer" + (isTripped(receiver) ? "" : " for this user");
    }

    /** The endpoints of a channel to which nothing but trials goes, those that are left alone longest first. */
    List<PipelineHealth.Endpoint> endpointsLeftAlone(String channel) {
        String start = Receiver.key(channel, "");
        return endpoints.tripped().entrySet().stream()
                .filter(endpoint -> endpoint.getKey().startsWith(start))
                .map(endpoint ->
                        new PipelineHealth.Endpoint(endpoint.getKey().substring(start.length()), endpoint.getValue()))
                .sorted(Comparator.comparing(PipelineHealth.Endpoint::left)
                        .reversed()
                        .thenComparing(PipelineHealth.Endpoint::name))
                .toList();
    }

    /** How many users there are to whom nothing but trials goes by a channel. */
    int usersLeftAlone(String channel) {
        String start = Receiver.key(channel, "");
        return (int) users.tripped().keySet().stream()
                .map(user -> user.split(" ", 2))
                .filter(user -> user[1].startsWith(start))
                .map(user -> user[0])
                .distinct()
                .count();
    }

    void answered(Receiver receiver) {
        endpoints.succeeded(receiver.server());
        users.succeeded(receiver.user());
    }

    /** Returns whether this failure was the one after which nothing is sent to the endpoint for a while. */
    boolean failed(Receiver receiver) {
        boolean isNews = isWell(receiver);
        users.failed(receiver.user());
        return (isNews || isTripped(receiver)) && endpoints.failed(receiver.server());
    }

    /**
     * The same where the endpoint answers, and refuses that user: 25 of them in a row close it, since it may be a quota.
     * A trial that is refused failed where refusals closed it. Where silence did it shows that somebody answers, and not
     * that anything is taken: some servers fall silent only at the text. So nothing waits for it, and another trial follows.
     */
    boolean refused(Receiver receiver) {
        boolean isNews = isWell(receiver);
        users.failed(receiver.user());
        boolean counts = isNews || (isTripped(receiver) && !endpoints.isSilent(receiver.server()));
        return counts && endpoints.refused(receiver.server());
    }

    private boolean isTripped(Receiver receiver) {
        return endpoints.isTripped(receiver.server());
    }

    /** Whom something goes to. */
    record Receiver(String channel, String endpoint, long userId) {

        private static String key(String channel, String endpoint) {
            return channel + " " + endpoint;
        }

        private String server() {
            return key(channel, endpoint);
        }

        private String user() {
            return userId + " " + server();
        }
    }

    /** The room that is left in one batch. For one thread. */
    final class Round {

        private final int size;
        private final Map<String, Integer> rooms = new HashMap<>();

        private Round(int size) {
            this.size = size;
        }

        /** Whether one more may go there; if so, it takes the place. */
        boolean admits(Receiver receiver) {
            int server = rooms.computeIfAbsent(receiver.server(), name -> endpoints.room(name, size));
            int user = rooms.computeIfAbsent(receiver.user(), name -> users.room(name, size));
            if (server == 0 || user == 0) {
                return false;
            }
            rooms.put(receiver.server(), server - 1);
            rooms.put(receiver.user(), user - 1);
            return true;
        }
    }
}
