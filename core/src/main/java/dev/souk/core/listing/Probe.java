package dev.souk.core.listing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is known of listings before anything is locked: which are stored, and which of those say nothing new. */
final class Probe {

    // Most are as they were; only for the others is it looked up whether a page said the same last time, and whether
    // the listing stands as it did then. The hash of what was said is sent only where it is not that of the content.
    private static final String PROBE = """
            select given.ordinal, listing.id,
                case when listing.content_hash = given.content_hash then true
                else coalesce((
                    select sighting.said = coalesce(given.hash, given.content_hash) || listing.content_hash
                    from {schema}.listing_sightings as sighting where sighting.listing_id = listing.id), false) end
            from unnest(?, ?, ?, ?) with ordinality as given (external_id, source, content_hash, hash, ordinal)
            join {schema}.listings as listing
            on listing.external_id = given.external_id and listing.source = given.source""";

    private final Map<Integer, Long> known = new HashMap<>();
    private final Set<Integer> nothingNew = new HashSet<>();

    private Probe() {}

    static Probe of(DSLContext dsl, List<GivenListing> given) {
        Probe probe = new Probe();
        ColumnStatement.of(dsl, PROBE, given)
                .texts(row -> row.key().externalId())
                .texts(row -> row.key().source().value())
                .bytes(GivenListing::contentHash)
                .bytes(row -> row.hash().equals(row.contentHash()) ? null : row.hash())
                .forEach(row -> {
                    int place = row.getInt(1) - 1;
                    probe.known.put(place, row.getLong(2));
                    if (row.getBoolean(3)) {
                        probe.nothingNew.add(place);
                    }
                });
        return probe;
    }

    /** Whether the listing at that place is stored. */
    boolean isKnown(int place) {
        return known.containsKey(place);
    }

    /** The number of the listing at that place, if it is stored and says nothing new; null otherwise. */
    @Nullable
    Long unchanged(int place) {
        return nothingNew.contains(place) ? known.get(place) : null;
    }
}
