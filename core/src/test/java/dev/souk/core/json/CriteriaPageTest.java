package dev.souk.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.listing.Condition;
import dev.souk.model.listing.DeliveryOption;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.PriceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/criteria.md} says of condition, delivery and kind of price, beside what is so. */
class CriteriaPageTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]+)` \\| (?:`(\\w+\\.\\w+)`|both) \\|");

    /** Of the JSON on the page, the last. */
    private static final Pattern BY_POST = Pattern.compile("```json\n([^`]*)```(?!.*```json)", Pattern.DOTALL);

    @Test
    void theTableHasTheWordsOfEachKindAndNoOthers() throws IOException {
        List<String> rows =
                ROW.matcher(page()).results().map(CriteriaPageTest::row).toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(
                                words(Fact.CONDITION, Condition.values(), Condition::word),
                                words(Fact.DELIVERY, DeliveryOption.values(), DeliveryOption::word),
                                Stream.of("delivery pickup, shipping null"),
                                words(Fact.PRICE_KIND, PriceKind.values(), PriceKind::word))
                        .flatMap(Function.identity())
                        .toList());
        assertThat(rows.stream().filter(row -> row.startsWith("delivery")))
                .hasSameSizeAs(
                        DeliveryOption.formsWithOneOf(DeliveryOption.values()).toList());
    }

    private static String row(MatchResult row) {
        return row.group(1) + " " + row.group(2) + " " + row.group(3);
    }

    private static <E extends Enum<E>> Stream<String> words(Fact fact, E[] kinds, Function<E, String> word) {
        return Arrays.stream(kinds)
                .map(kind -> "%s %s %s.%s"
                        .formatted(
                                fact.attribute(),
                                word.apply(kind),
                                kind.getDeclaringClass().getSimpleName(),
                                kind.name()));
    }

    @Test
    void deliveryByPostIsWhatTheBuilderWritesAndOneWordWouldMissWhatCanBeFetchedToo() throws IOException {
        AlertCriteria read = AlertCriteriaJson.read(
                BY_POST.matcher(page()).results().findFirst().orElseThrow().group(1));
        AlertCriteria oneWord = AlertCriteriaJson.read("""
                {"attributes": [{"name": "delivery", "value": "shipping"}]}""");
        AttributeReading both = AttributeReading.of("pickup, shipping");

        assertThat(read)
                .isEqualTo(AlertCriteria.builder()
                        .delivery(DeliveryOption.SHIPPING)
                        .build());
        assertThat(read.attributes().get(0).isMetBy(both)).isTrue();
        assertThat(oneWord.attributes().get(0).isMetBy(both)).isFalse();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/criteria.md"));
    }
}
