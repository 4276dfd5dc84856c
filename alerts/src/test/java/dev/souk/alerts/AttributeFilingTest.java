package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeFilingTest {

    /** Days that people write for "any", and others about the first and the last month that is told from others. */
    @ParameterizedTest
    @CsvSource({
        ">=, 1900-01-01", ">=, 1900-02-01", ">=, 1899-12-31", ">=, 0001-01-01", ">, 1900-01-01", ">=, 2241-03-31",
        "<=, 9999-12-31", "<=, 2241-02-28", "<=, 2241-03-31", "<=, 2241-04-01", "<, 2300-01-01", "<=, 1900-01-01",
    })
    void aRangeOfDaysIsFoundWhereverItBeginsAndEnds(String code, LocalDate bound) {
        AttributeOperator operator = AttributeOperator.ofCode(code).orElseThrow();
        AttributeCriterion demand = AttributeCriterion.of("available", operator, AttributeValue.of(bound));
        AlertEngine engine = new AlertEngine();
        engine.register(
                Alert.of(1, 1, "days", AlertCriteria.builder().attribute(demand).build(), ""));

        for (String said :
                new String[] {"0001-01-01", "1899-12-31", "1900-01-01", "2026-11-27", "2241-03-31", "9999-12-31"}) {
            assertThat(engine.match(listing(said)).length == 1)
                    .as(said)
                    .isEqualTo(demand.isMetBy(AttributeReading.of(said)));
        }
    }

    private static Listing listing(String day) {
        return Listing.builder(
                        new ListingKey(new SourceId("example"), "1"), "Flat", URI.create("https://example.org/1"))
                .attribute("available", day)
                .build();
    }
}
