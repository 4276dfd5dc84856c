package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "'', MET",
        "MET, MET",
        "NOT_MET, NOT_MET",
        "UNKNOWN, UNKNOWN",
        "MET MET, MET",
        "MET UNKNOWN, UNKNOWN",
        "UNKNOWN MET, UNKNOWN",
        "MET NOT_MET, NOT_MET",
        "NOT_MET MET, NOT_MET",
        "UNKNOWN NOT_MET, NOT_MET",
        "NOT_MET UNKNOWN, NOT_MET",
        "MET UNKNOWN NOT_MET MET, NOT_MET",
    })
    void notMetBeatsUnknownAndUnknownBeatsMet(String parts, Outcome whole) {
        Explanation explanation = new Explanation(
                1,
                Arrays.stream(parts.split(" "))
                        .filter(part -> !part.isEmpty())
                        .map(part -> new Clause(Kind.PRICE, Outcome.valueOf(part), part.toLowerCase(Locale.ROOT)))
                        .toList());

        assertThat(explanation.outcome()).isEqualTo(whole);
        assertThat(explanation.matches()).isEqualTo(whole == Outcome.MET);
    }

    @Test
    void anAlertIsExplainedByItsIdAtTheTimeThatIsAsked() {
        AlertEngine engine = new AlertEngine();
        AlertCriteria criteria =
                AlertCriteria.builder().listedWithin(Duration.ofHours(1)).build();
        engine.register(Alert.of(7, 1, "New ones", criteria, ""));
        Listing listing = Listing.builder(
                        new ListingKey(new SourceId("test"), "1"), "Bike", URI.create("https://example.org/1"))
                .listedAt(NOON)
                .build();
        Listing undated = listing.toBuilder().listedAt(null).build();

        assertThat(engine.explain(7, listing, NOON.plusSeconds(3_600)))
                .hasValueSatisfying(explained -> assertThat(explained.outcome()).isEqualTo(Outcome.MET));
        assertThat(engine.explain(7, listing, NOON.plusSeconds(3_601)))
                .hasValueSatisfying(explained -> assertThat(explained.outcome()).isEqualTo(Outcome.NOT_MET));
        assertThat(engine.explain(7, undated, NOON))
                .hasValueSatisfying(explained -> assertThat(explained.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(engine.explain(8, listing, NOON)).isEmpty();
        assertThat(AlertEngine.idsOnly().explain(7, listing, NOON)).isEmpty();
    }
}
