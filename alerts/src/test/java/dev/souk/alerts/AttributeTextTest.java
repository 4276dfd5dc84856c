package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Names and values of attributes are found by their text in lower case. */
class AttributeTextTest {

    private static final Instant ASKED_AT = Instant.parse("2026-03-01T12:00:00Z");

    private final AlertEngine engine = new AlertEngine();

    @Test
    void everyLetterIsTheSameInUpperAndLowerCaseAndNoOtherCharacterIs() {
        wants(1, "colour", "abcdefghijklmnopqrstuvwxyz");
        wants(2, "AZ", "ZA");
        wants(3, "@[", "`{");
        wants(4, "größe", "ÉTÉ");

        assertThat(found("Colour", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")).containsExactly(1);
        assertThat(found("az", "Za")).containsExactly(2);
        assertThat(found("@[", "`{")).containsExactly(3);
        assertThat(found("`{", "@[")).isEmpty();
        assertThat(found("@[", "@[")).isEmpty();
        assertThat(found("GRÖSSE", "été")).isEmpty();
        assertThat(found("GRÖßE", "été")).containsExactly(4);
    }

    @Test
    void theLongestNameWithTheLongestValueIsFound() {
        String name = "n".repeat(100);
        String value = "v".repeat(200);
        wants(1, name, value);
        wants(2, name, value.substring(1));

        assertThat(found(name, value)).containsExactly(1);
        assertThat(found(name, value.substring(1))).containsExactly(2);
        assertThat(found(name, value + "v")).isEmpty();
    }

    private void wants(long id, String name, String value) {
        AlertCriteria criteria = AlertCriteria.builder()
                .attribute(AttributeCriterion.of(name, value))
                .build();
        engine.register(Alert.of(id, 1, "alert", criteria, ""));
    }

    private long[] found(String name, String value) {
        return engine.match(
                Listing.builder(new ListingKey(new SourceId("here"), "1"), "Bike", URI.create("https://example.org/1"))
                        .attribute(name, value)
                        .build(),
                ASKED_AT);
    }
}
