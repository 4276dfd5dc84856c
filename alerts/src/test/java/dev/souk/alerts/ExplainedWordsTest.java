package dev.souk.alerts;

import static dev.souk.alerts.ExplainerTest.BIKE;
import static dev.souk.alerts.ExplainerTest.explain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.listing.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an explanation says in which words, beside what {@link ExplainerTest} shows. */
class ExplainedWordsTest {

    @ParameterizedTest
    @CsvSource({"79, 79, ''", "80, 80, ''", "81, 80, ..."})
    void whatIsQuotedIsCutBetweenItsQuotationMarks(int length, int shown, String more) {
        String said = "x".repeat(length);
        String quoted = '"' + "x".repeat(shown) + more + '"';
        Listing listing = BIKE.toBuilder().attribute("Condition", said).build();

        assertThat(explain(listing, criteria -> criteria.attribute("condition", "new")))
                .isEqualTo("not met: condition is " + quoted + ", not \"new\"");
        assertThat(explain(BIKE, criteria -> criteria.attribute("condition", said)))
                .isEqualTo("not met: condition is \"used_good\", not " + quoted);
        assertThat(explain(BIKE, criteria -> criteria.anyInTitle(said, "tern")))
                .isEqualTo("not met: neither " + quoted + " in the title nor \"tern\" in the title occurs");
        assertThat(explain(BIKE, criteria -> criteria.category(said)))
                .isEqualTo("not met: category bikes is not " + "x".repeat(shown) + more);
    }
}
