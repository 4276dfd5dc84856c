package dev.souk.core.listing;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Notes that listings were seen again, or only what was said of them. What another transaction is just noting is passed
 * over, so nobody ever waits for these rows and they need no order. Not thread-safe.
 */
final class SightingNotes {

    // By their places in the table, since the planner would join many numbers by reading the whole table.
    private static final String SEEN = """
            update {schema}.listing_sightings set last_seen_at = greatest(last_seen_at, current_timestamp)
            where ctid = any(array(
                select ctid from {schema}.listing_sightings where listing_id = any(?)
                for no key update skip locked))""";

    private static final String SAID = """
            with free as (
                select listing_id from {schema}.listing_sightings where listing_id = any(?)
                for no key update skip locked)
            update {schema}.listing_sightings as sighting set said = given.said
            from unnest(?, ?) as given (listing_id, said) join free on free.listing_id = given.listing_id
            where sighting.listing_id = given.listing_id""";

    private static final String SEEN_AND_SAID =
            SAID.replace("set said", "set last_seen_at = greatest(sighting.last_seen_at, current_timestamp), said");

    private final boolean now;
    private final List<Long> seen = new ArrayList<>();
    private final List<Note> said = new ArrayList<>();

    /**
     * No notes yet.
     *
     * @param now whether the listings are seen now; not if they are only read again
     */
    SightingNotes(boolean now) {
        this.now = now;
    }

    /**
     * Notes a listing that was there and was seen or read again.
     *
     * @param pair for {@code listing_sightings.said}, two hashes in hexadecimal digits; null to leave that alone
     */
    void add(long listingId, @Nullable String pair) {
        if (pair == null) {
            seen.add(listingId);
        } else {
            said.add(new Note(listingId, pair));
        }
    }

    void addAll(SightingNotes others) {
        seen.addAll(others.seen);
        said.addAll(others.said);
    }

    void write(DSLContext dsl) {
        if (now && !seen.isEmpty()) {
            ColumnStatement.of(dsl, SEEN, seen).longs(id -> id).execute();
        }
        if (!said.isEmpty()) {
            ColumnStatement.of(dsl, now ? SEEN_AND_SAID : SAID, said)
                    .longs(Note::listingId)
                    .longs(Note::listingId)
                    .bytes(Note::said)
                    .execute();
        }
    }

    private record Note(long listingId, String said) {}
}
