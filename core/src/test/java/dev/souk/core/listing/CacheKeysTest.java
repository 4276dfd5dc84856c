package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Counting;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.Keywords;
import dev.souk.model.listing.ListingStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CacheKeysTest {

    @Test
    void queriesThatMeanTheSameShareAKey() {
        ListingQuery one = ListingQuery.builder()
                .category("Bikes")
                .category("toys")
                .text("red  Bikes -broken")
                .build();
        ListingQuery same = ListingQuery.builder()
                .category("TOYS")
                .category("bikes")
                .text("Red bike -broken")
                .build();

        assertThat(CacheKeys.of(same, "page", 0, 20)).isEqualTo(CacheKeys.of(one, "page", 0, 20));
    }

    private static Keywords all(String... entries) {
        return new Keywords(List.of(entries), List.of(), List.of());
    }

    @Test
    void queriesThatDifferInAnythingHaveDifferentKeys() {
        Stream<ListingQuery> queries = Stream.of(
                        ListingQuery.builder(),
                        ListingQuery.builder().source(new SourceId("ebay")),
                        ListingQuery.builder().category("bikes"),
                        ListingQuery.builder().category("bikes").category("toys"),
                        ListingQuery.builder().category("bikes, toys"),
                        ListingQuery.builder().category("bikes][toys"),
                        ListingQuery.builder().subcategory("bikes"),
                        ListingQuery.builder().maxPrice(Money.of(3, "EUR")),
                        ListingQuery.builder().maxPrice(Money.of(3, "USD")),
                        ListingQuery.builder().location("bikes"),
                        ListingQuery.builder().near(new GeoPoint(1, 2), 3),
                        ListingQuery.builder().attribute("bikes", "toys"),
                        ListingQuery.builder().text("bikes"),
                        ListingQuery.builder().text("bikes toys"),
                        ListingQuery.builder().text("bikes OR toys"),
                        ListingQuery.builder().text("\"bikes toys\""),
                        ListingQuery.builder().text("bikes -toys"),
                        ListingQuery.builder().keywords(all("bikes")),
                        ListingQuery.builder().keywords(all("bikes, toys")),
                        ListingQuery.builder().keywords(all("bikes", "toys")),
                        ListingQuery.builder().keywords(all("bikes], any=[toys")),
                        ListingQuery.builder().keywords(new Keywords(List.of(), List.of("bikes", "toys"), List.of())),
                        ListingQuery.builder().keywords(new Keywords(List.of(), List.of(), List.of("bikes"))),
                        ListingQuery.builder()
                                .keywords(AlertCriteria.builder()
                                        .inTitle("bikes")
                                        .build()
                                        .keywords()),
                        ListingQuery.builder().listedSince(Instant.EPOCH),
                        ListingQuery.builder().firstSeenSince(Instant.EPOCH),
                        ListingQuery.builder().sort(ListingSort.PRICE_ASCENDING),
                        ListingQuery.builder().statuses(EnumSet.of(ListingStatus.SOLD)),
                        ListingQuery.builder().statuses(Set.of(ListingStatus.SOLD, ListingStatus.REMOVED)))
                .map(ListingQuery.Builder::build);
        List<String> keys =
                queries.map(query -> CacheKeys.of(query, "page", 0, 20)).toList();

        assertThat(keys).doesNotHaveDuplicates();
        ListingQuery any = ListingQuery.builder().build();
        assertThat(List.of(
                        CacheKeys.of(any, "page", 0, 20),
                        CacheKeys.of(any, "page", 1, 20),
                        CacheKeys.of(any, "page", 0, 2),
                        CacheKeys.of(any, "slice", 0, 20),
                        CacheKeys.of(any, "page", 0, 20, Counting.EXACT),
                        CacheKeys.of(any, "page", 0, 20, Counting.ESTIMATED),
                        CacheKeys.of(any, "page", 0, 20, Counting.upTo(7)),
                        CacheKeys.of(any, "page", 0, 20, Counting.upTo(8))))
                .doesNotHaveDuplicates();
    }
}
