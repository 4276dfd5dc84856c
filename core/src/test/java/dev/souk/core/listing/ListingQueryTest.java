package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ListingQueryTest {

    @Test
    void eitherBoundOfThePriceKeepsTheOther() {
        PriceRange range = new PriceRange(new BigDecimal("100"), new BigDecimal("500"), "EUR");

        assertThat(ListingQuery.builder()
                        .minPrice(Money.of(100, "EUR"))
                        .maxPrice(Money.of(500, "EUR"))
                        .build()
                        .criteria()
                        .price())
                .isEqualTo(range);
        assertThat(ListingQuery.builder()
                        .price(range.orUnknown())
                        .minPrice(Money.of(200, "EUR"))
                        .build()
                        .criteria()
                        .price())
                .isEqualTo(new PriceRange(new BigDecimal("200"), new BigDecimal("500"), "EUR").orUnknown());
        assertThatThrownBy(() -> ListingQuery.builder().price(range).maxPrice(Money.of(500, "USD")))
                .isInstanceOf(InvalidValueException.class);
    }
}
