package dev.souk.alerts;

import static dev.souk.alerts.ExplainerTest.BARE;
import static dev.souk.alerts.ExplainerTest.BIKE;
import static dev.souk.alerts.ExplainerTest.explain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an explanation says of prices, beside what {@link ExplainerTest} shows. */
class ExplainedPricesTest {

    @Test
    void saysWhatTheQueryHasToDoWithThePrice() {
        assertThat(explain(BIKE, AlertCriteria.ANYTHING, "price:100..700 price:..600eur price:5usd"))
                .isEqualTo("""
                        met: price 650 EUR is within 100 to 700 EUR
                        not met: price 650 EUR is above 600 EUR
                        unknown: price 650 EUR cannot be compared with USD""");
        assertThat(explain(BARE, AlertCriteria.ANYTHING, "price:100..")).isEqualTo("unknown: no price is given");
    }

    @Test
    void saysWhetherThePriceSeemsToBeMeant() {
        Listing bait = BIKE.toBuilder().price(Money.of(1234, "EUR")).build();

        assertThat(explain(bait, AlertCriteria.Builder::withoutSuspiciousPrices))
                .isEqualTo("not met: price 1234 EUR is typed to be found, and hardly meant");
        assertThat(explain(BIKE, AlertCriteria.Builder::withoutSuspiciousPrices))
                .isEqualTo("met: price 650 EUR seems to be meant");
        assertThat(explain(BARE, AlertCriteria.Builder::withoutSuspiciousPrices))
                .isEqualTo("met: no price is given, so it is none that is left out");
    }

    @Test
    void saysWhetherAFallingPriceReachedItsTarget() {
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(PriceDrop.to(Money.of(650, "EUR")))))
                .isEqualTo("met: price fell by 7.1 % from 700 EUR to 650 EUR, and price 650 EUR is at most 650 EUR");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(PriceDrop.to(Money.of(600, "EUR")))))
                .isEqualTo("not met: price 650 EUR is above 600 EUR");
    }

    @Test
    void saysAllThatAFallOfThePriceHadToReach() {
        Money seven = Money.of(700, "EUR");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(new PriceDrop(5, null, seven))))
                .isEqualTo("met: price fell by 7.1 % from 700 EUR to 650 EUR, which is at least 5 %,"
                        + " and price 650 EUR is at most 700 EUR");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(new PriceDrop(8, null, seven))))
                .isEqualTo("not met: price fell by 7.1 % from 700 EUR to 650 EUR, which is less than 8 %");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(new PriceDrop(5, null, Money.of(1, "USD")))))
                .isEqualTo("unknown: price 650 EUR cannot be compared with USD");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(new PriceDrop(8, Money.of(1, "USD")))))
                .isEqualTo("not met: price fell by 7.1 % from 700 EUR to 650 EUR, which is less than 8 %");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(PriceDrop.of(Money.of(1, "USD")))))
                .isEqualTo("unknown: price 650 EUR cannot be compared with USD");
        Listing fresh = Listing.builder(BIKE.key(), BIKE.title(), BIKE.url())
                .price(Money.of(650, "EUR"))
                .build();
        assertThat(explain(fresh, criteria -> criteria.priceDrop(PriceDrop.to(Money.of(600, "EUR")))))
                .isEqualTo("not met: price 650 EUR is above 600 EUR");
    }

    /** ADR 63. */
    @Test
    void aPriceThatCannotBeComparedIsNotTheMissingOneThatWouldDo() {
        PriceRange range = PriceRange.upTo(Money.of(700, "USD")).orUnknown();

        assertThat(explain(BIKE, criteria -> criteria.price(range)))
                .isEqualTo("unknown: price 650 EUR cannot be compared with USD; no price at all would do");
        assertThat(explain(BARE, criteria -> criteria.price(range))).startsWith("met: no price is given");
    }

    @Test
    void saysThatAPriceWasConverted() {
        AlertEngine engine = new AlertEngine();
        engine.setExchangeRates(currency -> currency.equals("USD") ? Map.of("EUR", new BigDecimal("0.9")) : Map.of());
        AlertCriteria cheap =
                AlertCriteria.builder().maxPrice(Money.of(700, "USD")).build();

        assertThat(engine.explain(Alert.of(1, 1, "a", cheap, ""), BIKE)).hasToString("""
                met: the listing is available
                not met: price 650 EUR is above 630 EUR, converted from USD""");
    }
}
