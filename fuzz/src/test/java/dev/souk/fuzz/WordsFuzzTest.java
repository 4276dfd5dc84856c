package dev.souk.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.InvalidCriteriaException;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.text.InvalidQueryException;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.TextQuery;
import dev.souk.scraper.normalize.PriceReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** What people write: prices, the words of an alert, its criteria. Understood, or refused by the exception for it. */
class WordsFuzzTest {

    private static final int LONGEST_MESSAGE = 400;
    private static final BigDecimal BEYOND = BigDecimal.valueOf(1_000_000_000_000_000L);

    /** An amount is never negative, and never beyond what a column holds. */
    @FuzzTest
    void price(byte[] words) {
        PriceReader.read(text(words)).ifPresent(price -> {
            assertThat(price.amount()).isNotNegative().isLessThan(BEYOND);
            assertThat(price.amount().scale()).isLessThanOrEqualTo(4);
        });
    }

    /**
     * What was understood is asked of any text, and matches everything only if it says nothing; what was not is refused at
     * a character of it, in one line.
     */
    @FuzzTest
    void query(byte[] words) {
        try {
            TextQuery query = TextQuery.parse(text(words));
            boolean matchesItself = query.matches(ListingText.of(text(words), null), null);
            assertThat(TextQuery.parse(query.text()).matches(ListingText.of(text(words), null), null))
                    .isEqualTo(matchesItself);
            assertThat(query.isEmpty() && !query.matches(ListingText.of("", null), null))
                    .isFalse();
        } catch (InvalidQueryException refused) {
            assertThat(refused.position()).isBetween(0, refused.query().length());
            assertThat(refused.query()).isEqualTo(text(words));
            assertThat(refused.getMessage()).hasSizeLessThan(LONGEST_MESSAGE).matches("\\P{Cntrl}*");
        }
    }

    /** What was read is what is written, and reads the same again. */
    @FuzzTest
    void criteria(byte[] document) {
        try {
            AlertCriteria criteria = AlertCriteriaJson.read(text(document));
            assertThat(AlertCriteriaJson.read(AlertCriteriaJson.write(criteria)))
                    .isEqualTo(criteria);
        } catch (InvalidCriteriaException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
