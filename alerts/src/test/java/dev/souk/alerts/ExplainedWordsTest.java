package dev.souk.alerts;

import static dev.souk.alerts.ExplainerTest.BIKE;
import static dev.souk.alerts.ExplainerTest.explain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
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

    @Test
    void saysThatAWordIsNoDateAndNoYesOrNo() {
        Listing vague = BIKE.toBuilder()
                .attribute("free", "soon")
                .attribute("lift", "perhaps")
                .build();

        assertThat(explain(
                        vague,
                        criteria -> criteria.attribute(
                                "free", AttributeOperator.AT_MOST, AttributeValue.of(LocalDate.of(2026, 2, 1)))))
                .isEqualTo("unknown: free is \"soon\", which is no date");
        assertThat(explain(
                        vague,
                        criteria -> criteria.attribute("lift", AttributeOperator.EQUAL, AttributeValue.of(true))))
                .isEqualTo("unknown: lift is \"perhaps\", which is no yes or no");
    }

    @Test
    void saysThatThereAreAsManyPhotosAsThereHadToBe() {
        Listing shown = BIKE.toBuilder()
                .image(ListingImage.of(URI.create("https://example.org/1.jpg")))
                .build();

        assertThat(explain(shown, criteria -> criteria.minPhotos(1))).isEqualTo("met: 1 photo is shown, at least 1");
    }

    @Test
    void namesFiveOfWhatWasAskedForAndCountsTheOthers() {
        String named = "not met: neither \"b\" nor \"c\" nor \"d\" nor \"e\" nor \"f\"";

        assertThat(explain(BIKE, criteria -> criteria.anyOf("b", "c", "d", "e", "f")))
                .isEqualTo(named + " occurs");
        assertThat(explain(BIKE, criteria -> criteria.anyOf("b", "c", "d", "e", "f", "g")))
                .isEqualTo(named + " nor 1 more occurs");
    }

    @Test
    void anExplanationMatchesIfEveryClauseIsMet() {
        Alert any = Alert.of(1, 1, "any", AlertCriteria.ANYTHING, "");
        Alert red = Alert.of(1, 1, "red", AlertCriteria.ANYTHING, "red");

        assertThat(new AlertEngine().explain(any, BIKE).matches()).isTrue();
        assertThat(new AlertEngine().explain(red, BIKE).matches()).isFalse();
    }

    @Test
    void saysHowFarTheCircleIsWhoseRimIsNearest() {
        GeoPoint potsdam = new GeoPoint(52.3906, 13.0645);

        assertThat(explain(BIKE, criteria -> criteria.near(potsdam, 1).near(new GeoPoint(52.52, 13.0), 20)))
                .isEqualTo("not met: distance 27.4 km is beyond 20 km, and it lies in none of the other places");
    }

    @Test
    void givesOneDecimalOfADistanceThatIsWithinTheLimit() {
        GeoPoint here = Objects.requireNonNull(BIKE.point());
        GeoPoint near = new GeoPoint(here.latitude() + 0.0896, here.longitude());

        assertThat(explain(BIKE, criteria -> criteria.near(near, 10)))
                .isEqualTo("met: distance 10.0 km is within 10 km");
        assertThat(explain(BIKE, criteria -> criteria.near(here, 10)))
                .isEqualTo("met: distance 0.0 km is within 10 km");
    }
}
