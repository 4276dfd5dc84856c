package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.model.listing.ListingKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * Listings whose rows this transaction holds locked, as they stand. Read by a statement of its own, which sees what was
 * committed while that one waited which locked them.
 */
final class LockedListings {

    private final Map<ListingKey, StoredRow> rows;
    private final StoredParts parts;

    private LockedListings(Map<ListingKey, StoredRow> rows, StoredParts parts) {
        this.rows = rows;
        this.parts = parts;
    }

    static LockedListings read(DSLContext dsl, List<GivenListing> given) {
        if (given.isEmpty()) {
            return new LockedListings(Map.of(), StoredParts.NONE);
        }
        String[] externalIds = given.stream().map(row -> row.key().externalId()).toArray(String[]::new);
        String[] sources =
                given.stream().map(row -> row.key().source().value()).distinct().toArray(String[]::new);
        // May find more, where two sources use the same number; those are passed over.
        Result<Record> found = ListingReader.selectAlone(dsl)
                .where(LISTING.EXTERNAL_ID.eq(DSL.any(externalIds)), LISTING.SOURCE.eq(DSL.any(sources)))
                .fetch();
        StoredParts parts = StoredParts.of(dsl, found.getValues(LISTING.ID));
        Map<ListingKey, StoredRow> rows = new HashMap<>();
        found.forEach(record -> {
            StoredRow row = ListingReader.read(record, parts);
            if (row.key() != null) {
                rows.put(row.key(), row);
            }
        });
        return new LockedListings(rows, parts);
    }

    StoredRow row(ListingKey key) {
        return Objects.requireNonNull(rows.get(key), "a locked listing is there");
    }

    StoredParts parts() {
        return parts;
    }
}
