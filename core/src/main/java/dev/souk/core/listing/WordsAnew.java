package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the search terms of stored listings anew from what is stored of their texts, some hundred at a time. Rows are
 * locked in the order of keys, as every writer does, so that nothing is made of a text that is just being changed.
 */
final class WordsAnew {

    private static final int CHUNK = 500;

    private static final String LOCK = """
            select listing.id, listing.external_id, listing.source, listing.title, listing.description, listing.location
            from unnest(?, ?) with ordinality as given (external_id, source, ordinal)
            join {schema}.listings as listing using (external_id, source)
            order by given.ordinal for no key update of listing""";

    private static final String UPDATE = """
            update {schema}.listings as listing
            set search_vector = given.search_vector::tsvector, location_terms = given.location_terms::tsvector
            from unnest(?, ?, ?, ?, ?) as given (id, external_id, source, search_vector, location_terms)
            where listing.id = given.id
            and (listing.search_vector, listing.location_terms)
                is distinct from (given.search_vector::tsvector, given.location_terms::tsvector)
            returning listing.id, given.external_id, given.source""";

    private final DSLContext dsl;
    private final List<String> changed = new ArrayList<>();
    private long last;
    private int renewed;

    WordsAnew(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Renews those that follow on a number; returns whether there were any. */
    boolean after(long number) {
        List<Key> keys = dsl.select(LISTINGS.ID, LISTINGS.EXTERNAL_ID, LISTINGS.SOURCE)
                .from(LISTINGS)
                .where(LISTINGS.ID.gt(number))
                .orderBy(LISTINGS.ID)
                .limit(CHUNK)
                .fetch(row -> new Key(row.value1(), row.value2(), row.value3()));
        if (keys.isEmpty()) {
            return false;
        }
        last = keys.get(keys.size() - 1).id;
        keys.sort(Comparator.comparing(Key::externalId).thenComparing(Key::source));
        List<Text> texts = new ArrayList<>();
        ColumnStatement.of(dsl, LOCK, keys)
                .texts(Key::externalId)
                .texts(Key::source)
                .forEach(row -> texts.add(new Text(
                        new Key(row.getLong(1), row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6))));
        ColumnStatement.of(dsl, UPDATE, texts)
                .longs(text -> text.key.id)
                .texts(text -> text.key.externalId)
                .texts(text -> text.key.source)
                .texts(text -> SearchVector.of(text.title, text.description))
                .texts(Text::place)
                .forEach(row -> {
                    changed.addAll(CacheKeys.of(row.getLong(1), row.getString(2), row.getString(3)));
                    renewed++;
                });
        return true;
    }

    /** The highest number that was looked at. */
    long last() {
        return last;
    }

    /** How many had other terms. */
    int renewed() {
        return renewed;
    }

    /** The cache keys of those that had other terms. */
    List<String> changed() {
        return changed;
    }

    private record Key(long id, String externalId, String source) {}

    private record Text(
            Key key,
            String title,
            @Nullable String description,
            @Nullable String location) {

        @Nullable
        private String place() {
            return location == null ? null : SearchVector.of(location);
        }
    }
}
