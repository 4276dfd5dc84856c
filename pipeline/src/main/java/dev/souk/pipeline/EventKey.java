package dev.souk.pipeline;

import dev.souk.model.alert.AlertEvent;

/** Names the occurrence of an event, so that it is told once, by whichever host and however often it is found. */
final class EventKey {

    private EventKey() {}

    /** A pair of alert and listing matches once. */
    static String match(long alertId, long listingId) {
        return "%s:%s:%s".formatted(AlertEvent.MATCH.code(), alertId, listingId);
    }

    /** Everything else happens once for each change of the listing. */
    static String of(AlertEvent event, long alertId, long listingId, long changeId) {
        return "%s:%s:%s:%s".formatted(event.code(), alertId, listingId, changeId);
    }
}
