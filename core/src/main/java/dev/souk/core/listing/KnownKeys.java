package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;

import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Finds out which of some listings are stored, by their keys alone. */
final class KnownKeys {

    private KnownKeys() {}

    /** Those of the keys whose listings are stored and satisfy a condition. */
    static Set<ListingKey> among(DSLContext dsl, Collection<ListingKey> keys, Condition only) {
        Map<SourceId, List<ListingKey>> bySource = keys.stream().collect(Collectors.groupingBy(ListingKey::source));
        Set<ListingKey> known = new HashSet<>();
        bySource.forEach((source, ofSource) -> known.addAll(ofSource(dsl, source, ofSource, only)));
        return known;
    }

    private static List<ListingKey> ofSource(DSLContext dsl, SourceId source, List<ListingKey> keys, Condition only) {
        String[] ids = keys.stream().map(ListingKey::externalId).toArray(String[]::new);
        return dsl.select(LISTINGS.EXTERNAL_ID)
                .from(LISTINGS)
                .where(LISTINGS.SOURCE.eq(source.value()).and(LISTINGS.EXTERNAL_ID.eq(DSL.any(ids))))
                .and(only)
                .fetch(row -> new ListingKey(source, row.value1()));
    }
}
