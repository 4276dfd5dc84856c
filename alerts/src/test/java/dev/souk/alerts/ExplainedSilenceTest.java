package dev.souk.alerts;

import static dev.souk.alerts.ExplainerTest.BARE;
import static dev.souk.alerts.ExplainerTest.BIKE;
import static dev.souk.alerts.ExplainerTest.explain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.listing.Listing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExplainedSilenceTest {

    @Test
    void saysThatSilenceWillDo() {
        GeoPoint lyon = new GeoPoint(45.76, 4.84);
        assertThat(explain(BARE, criteria -> criteria.near(lyon, 10).orUnknown(CriteriaClause.NEAR)))
                .isEqualTo("met: no place on the map is given, and none has to be");
        assertThat(explain(BARE, criteria -> criteria.location("Lyon").orUnknown(CriteriaClause.LOCATION)))
                .isEqualTo("met: no location is given, and none has to be");
        assertThat(explain(BARE, criteria -> criteria.category("bikes").orUnknown(CriteriaClause.CATEGORIES)))
                .isEqualTo("met: no category is given, and none has to be");
        assertThat(explain(BARE, criteria -> criteria.subcategory("road").orUnknown(CriteriaClause.SUBCATEGORIES)))
                .isEqualTo("met: no subcategory is given, and none has to be");
        assertThat(explain(
                        BARE,
                        criteria -> criteria.listedWithin(Duration.ofDays(7)).orUnknown(CriteriaClause.LISTED_WITHIN)))
                .isEqualTo("met: no time of listing is given, and none has to be");
        assertThat(explain(
                        BARE,
                        criteria -> criteria.attribute(
                                AttributeCriterion.of("condition", "new").orUnknown())))
                .isEqualTo("met: condition is not given, and need not be");
        AttributeCriterion large = AttributeCriterion.of("size", AttributeOperator.AT_LEAST, AttributeValue.of(58));
        Listing vague = BIKE.toBuilder().attribute("size", "L").build();
        assertThat(explain(vague, criteria -> criteria.attribute(large.orUnknown())))
                .isEqualTo("met: size is \"L\", which is no number, and need not be one");
        assertThat(explain(BIKE, criteria -> criteria.near(lyon, 10).orUnknown(CriteriaClause.NEAR)))
                .startsWith("not met: distance");
    }
}
