package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.model.listing.ListingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Listings whose rows this transaction holds locked, as they stand. Read by a statement of its own, which sees what was
 * committed while that one waited which locked them.
 */
final class LockedListings {

    private static final String READ = """
            select {columns} from unnest(?, ?) as given (external_id, source)
            join {schema}.listings as listing
            on listing.external_id = given.external_id and listing.source = given.source""".replace("{columns}", ListingReader.COLUMNS);

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
        List<Record> found = new ArrayList<>();
        ColumnStatement.of(dsl, READ, given)
                .texts(row -> row.key().externalId())
                .texts(row -> row.key().source().value())
                .forEach(row -> found.add(ListingReader.record(dsl, row)));
        StoredParts parts = StoredParts.of(
                dsl, found.stream().map(row -> row.get(LISTING.ID)).toList());
        Map<ListingKey, StoredRow> rows = new HashMap<>();
        found.forEach(record -> {
            StoredRow row = ListingReader.read(record, parts);
            if (row.key() != null) {
                rows.put(row.key(), row);
            }
        });
        return new LockedListings(rows, parts);
    }

    /** Null if it is neither there nor was inserted. */
    @Nullable
    StoredRow row(ListingKey key) {
        return rows.get(key);
    }

    StoredParts parts() {
        return parts;
    }
}
