package dev.souk.scraper.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.GeoPoint;
import dev.souk.model.listing.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchKeyTest {

    @Test
    void aSearchCanBeMadeOfItsKey() {
        SearchRequest search = SearchRequest.builder()
                .text("möbel & mehr = 50 %, + größer")
                .location("são paulo")
                .near(new GeoPoint(-23.55, -46.63))
                .category("cars/used")
                .minPrice(1L)
                .maxPrice(2_000_000_000_000L)
                .conditions(Condition.NEW, Condition.LIKE_NEW)
                .radiusKm(7)
                .daysSinceListed(3)
                .newestFirst()
                .build();

        assertThat(SearchRequest.ofKey(search.key())).isEqualTo(search);
        assertThat(SearchRequest.ofKey(SearchRequest.of("bike").key())).isEqualTo(SearchRequest.of("bike"));
        assertThat(SearchRequest.ofKey(SearchRequest.builder().build().key()))
                .isEqualTo(SearchRequest.builder().build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bike",
                "colour=blue",
                "minPrice=much",
                "order=upside_down",
                "near=here",
                "near=1",
                "near=900,0",
                "conditions=odd",
                "text=%zz",
                "radiusKm=0"
            })
    void refusesWhatIsNoKey(String key) {
        assertThatThrownBy(() -> SearchRequest.ofKey(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
