package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.model.ExchangeRates;
import dev.souk.pipeline.SoukPipeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"}) // of what is only compiled
class AlertsAloneTest {

    @Test
    void tellsClauseByClauseWhyTheListingMatches() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AlertsAlone.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(
                        "met: price 650 EUR is at most 700 EUR",
                        "met: \"brompton\" is in the title",
                        "met: \"broken\" does not occur",
                        "met: \"parts\" does not occur")
                .doesNotContain("not met");
    }

    /** Prices in other currencies, as docs/alerts.md shows them; compiled here, and tried in {@code alerts} and {@code pipeline}. */
    static void otherCurrencies(
            AlertEngine engine, ListingRepository listings, ListingQuery query, SoukDatabase database) {
        ExchangeRates rates = currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.08")) : Map.of();

        engine.setExchangeRates(rates); // alerts that are there already follow
        listings.search(query.withRates(rates), 0, 50);
        SoukPipeline.builder(database).exchangeRates(rates);
    }
}
