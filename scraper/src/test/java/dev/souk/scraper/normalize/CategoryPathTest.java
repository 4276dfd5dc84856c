package dev.souk.scraper.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.listing.ListingFacts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryPathTest {

    private static String path(String shown) {
        return FactReader.read(Map.of("category_path", shown)).getOrDefault("category_path", "");
    }

    @ParameterizedTest
    @CsvSource({
        "Home > Audio / Hifi > Radios, Home > Audio / Hifi > Radios",
        "Home\u203aChairs \u203a Stools, Home > Chairs > Stools",
        "Home \u00bb Chairs, Home > Chairs",
        "Home>>Chairs> , Home > Chairs",
    })
    void isTheStepsHoweverTheyAreParted(String shown, String path) {
        assertThat(path(shown)).isEqualTo(path);
    }

    @Test
    void isCutBetweenStepsWhereItWouldBeTooLongToBeAskedFor() {
        String step = "x".repeat(195);

        assertThat(path(step + ">" + step + ">" + step + ">" + step)).isEqualTo(step + " > " + step + " > " + step);
        assertThat(path(step + ">" + step + ">" + step + ">" + step)).hasSizeLessThan(ListingFacts.MAX_PATH_LENGTH);
    }
}
