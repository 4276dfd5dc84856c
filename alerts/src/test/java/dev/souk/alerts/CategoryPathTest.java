package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.model.GeoPoint;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoryPathTest {

    private static final Listing BICYCLE = listing("Sporting Goods > Cycling > Bicycles > Road Bikes");

    private final AlertEngine engine = new AlertEngine();

    private static Listing listing(String path) {
        String[] steps = path.split(" > ");
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), "1"), "Brompton", URI.create("https://example.org/1"))
                .category(steps[0])
                .subcategory(steps.length > 1 ? steps[steps.length - 1] : null)
                .attribute("category_path", path)
                .point(new GeoPoint(52.5, 13.4))
                .build();
    }

    private long[] found(Listing listing, UnaryOperator<AlertCriteria.Builder> criteria) {
        engine.register(Alert.of(
                1, 1, "bicycles", criteria.apply(AlertCriteria.builder()).build(), ""));
        return engine.match(listing);
    }

    @Test
    void anAlertOnAnyStepBelowTheFirstFindsWhatLiesUnderIt() {
        assertThat(found(BICYCLE, alert -> alert.subcategory("cycling"))).containsExactly(1);
        assertThat(found(BICYCLE, alert -> alert.subcategory("Bicycles"))).containsExactly(1);
        assertThat(found(BICYCLE, alert -> alert.subcategory("ROAD BIKES"))).containsExactly(1);
        assertThat(found(BICYCLE, alert -> alert.subcategory("Mountain Bikes"))).isEmpty();
    }

    @Test
    void theFirstStepIsTheCategoryAndNoOtherIs() {
        assertThat(found(BICYCLE, alert -> alert.category("sporting goods"))).containsExactly(1);
        assertThat(found(BICYCLE, alert -> alert.subcategory("sporting goods"))).isEmpty();
        assertThat(found(BICYCLE, alert -> alert.category("cycling"))).isEmpty();
    }

    @Test
    void aCircleWithinAStepBetweenIsFoundOnceThoughSeveralOfItsStepsAreWanted() {
        assertThat(found(
                        BICYCLE,
                        alert -> alert.subcategory("cycling")
                                .subcategory("bicycles")
                                .subcategory("road bikes")
                                .near(new GeoPoint(52.5, 13.5), 30)))
                .containsExactly(1);
    }

    @Test
    void aPathOfOneStepSaysNoSubcategory() {
        Listing wide = listing("Sporting Goods");

        assertThat(found(wide, alert -> alert.subcategory("cycling"))).isEmpty();
        assertThat(found(wide, alert -> alert.subcategory("cycling").orUnknown(CriteriaClause.SUBCATEGORIES)))
                .containsExactly(1);
        assertThat(found(BICYCLE, alert -> alert.subcategory("boats").orUnknown(CriteriaClause.SUBCATEGORIES)))
                .isEmpty();
    }

    @Test
    void whatNamesAllThatThereIsIsReadUpToTheTwentiethStep() {
        Listing greedy = listing(
                IntStream.rangeClosed(1, 80).mapToObj(step -> "c" + step).collect(Collectors.joining(" > ")));

        assertThat(found(greedy, alert -> alert.subcategory("c20"))).containsExactly(1);
        assertThat(found(greedy, alert -> alert.subcategory("c21"))).isEmpty();
        assertThat(found(greedy, alert -> alert.subcategory("c80")))
                .as("its own")
                .containsExactly(1);
    }

    @Test
    void ofAPathOfMoreThan600CharactersOnlyTheSubcategoryIsRead() {
        // Each is one character and two of Java's.
        String widest = "\uD83D\uDEB2".repeat(600 - " > cycling > bicycles".length());
        Listing longest = of(widest + " > cycling > bicycles");
        Listing longer = of(widest + "w > cycling > bicycles");

        assertThat(found(longest, alert -> alert.subcategory("cycling"))).containsExactly(1);
        assertThat(found(longer, alert -> alert.subcategory("cycling"))).isEmpty();
        assertThat(found(longer, alert -> alert.subcategory("bicycles"))).containsExactly(1);
    }

    private static Listing of(String path) {
        return BICYCLE.toBuilder()
                .subcategory("bicycles")
                .attribute("category_path", path)
                .build();
    }

    @Test
    void aStepThatDiffersFromTheSubcategoryByADotIsAnother() {
        Listing boat = listing("Spor > Kay\u0131k > KAYIK");

        assertThat(found(boat, alert -> alert.subcategory("Kay\u0131k"))).containsExactly(1);
        assertThat(found(boat, alert -> alert.subcategory("kayik"))).containsExactly(1);
    }

    @Test
    void theExplanationNamesTheStepThatIsWantedOrElseTheNarrowest() {
        assertThat(explained(alert -> alert.subcategory("cycling")))
                .isEqualTo("met: subcategory cycling is the one asked for");
        assertThat(explained(alert -> alert.subcategory("boats")))
                .isEqualTo("not met: subcategory road bikes is not boats");
    }

    private String explained(UnaryOperator<AlertCriteria.Builder> criteria) {
        Alert alert = Alert.of(
                1, 1, "bicycles", criteria.apply(AlertCriteria.builder()).build(), "");
        return engine.explain(alert, BICYCLE).clauses().stream()
                .filter(clause -> clause.kind() == Kind.SUBCATEGORY)
                .map(Clause::toString)
                .collect(Collectors.joining());
    }
}
