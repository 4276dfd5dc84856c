package dev.souk.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.souk.core.json.AlertCriteriaJson;
import dev.souk.core.json.InvalidCriteriaException;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.text.InvalidQueryException;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import dev.souk.scraper.normalize.PriceReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What people write: prices, the words of an alert, its criteria. Understood, or refused by the exception for it. */
class WordsFuzzTest {

    private static final int LONGEST_MESSAGE = 400;

    /** As docs/alerts.md has them. */
    private static final int MOST_GROUPS = 128;

    private static final int MOST_PHRASES = 512;
    private static final ListingText NOTHING = ListingText.of("", null);
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
     * What was understood keeps its limits, and each of its phrases is found in what was typed for it; it matches everything
     * only if it says nothing. What was not is refused at a character of it, in one line.
     */
    @FuzzTest
    void query(byte[] words) {
        try {
            TextQuery query = TextQuery.parse(text(words));
            assertThat(query.text()).isEqualTo(text(words));
            assertThat(query.required())
                    .hasSizeLessThanOrEqualTo(MOST_GROUPS)
                    .allSatisfy(group -> assertThat(group).isNotEmpty().doesNotHaveDuplicates());
            assertThat(phrases(query)).hasSizeLessThanOrEqualTo(MOST_PHRASES);
            readsTheSameAgain(query);
            findsItsOwnWords(query);
            assertThat(query.isEmpty())
                    .isEqualTo(query.matches(NOTHING, null) && query.excluded().isEmpty());
        } catch (InvalidQueryException refused) {
            assertThat(refused.position()).isBetween(0, refused.query().length());
            assertThat(refused.query()).isEqualTo(text(words));
            assertThat(refused.getMessage()).hasSizeLessThan(LONGEST_MESSAGE).matches("\\P{Cntrl}*");
        }
    }

    private static List<Phrase> phrases(TextQuery query) {
        return query.required().stream().flatMap(List::stream).toList();
    }

    /** By its demands: queries are equal by their texts. And a price by how it would be typed. */
    private static void readsTheSameAgain(TextQuery query) {
        TextQuery again = TextQuery.parse(query.text());
        assertThat(again).isEqualTo(query);
        assertThat(again.required()).isEqualTo(query.required());
        assertThat(again.excluded()).isEqualTo(query.excluded());
        assertThat(again.prices()).isEqualTo(query.prices());
        query.prices()
                .forEach(price ->
                        assertThat(TextQuery.parse(price.toString()).prices()).containsExactly(price));
    }

    private static void findsItsOwnWords(TextQuery query) {
        ListingText all = ListingText.of(
                phrases(query).stream().distinct().map(query::typed).collect(Collectors.joining(" ")), null);
        assertThat(phrases(query)).allMatch(all::contains);
        for (Phrase phrase : query.excluded()) {
            ListingText one = ListingText.of(query.typed(phrase), null);
            assertThat(one.contains(phrase)).as("%s", phrase).isTrue();
            assertThat(query.matches(one, null)).isFalse();
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
