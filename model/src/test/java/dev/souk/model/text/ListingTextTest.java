package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTextTest {

    @Test
    void countsTheTitleFromOneAndTheDescriptionAfterAGap() {
        ListingText text = ListingText.of("Red bike", "bike red");

        assertThat(text.positions("red")).containsExactly(1, 6);
        assertThat(text.positions("bike")).containsExactly(2, 5);
        assertThat(text.positions("blue")).isEmpty();
        assertThat(text.terms()).containsExactlyInAnyOrder("red", "bike");
    }

    @Test
    void noPhraseRunsFromTheTitleIntoTheDescription() {
        ListingText text = ListingText.of("folding", "bike folding bike");

        assertThat(text.contains(new Phrase(List.of("folding", "bike", "folding"))))
                .isFalse();
        assertThat(text.contains(new Phrase(List.of("bike", "folding", "bike"))))
                .isTrue();
        assertThat(text.contains(new Phrase(List.of("bike", "bike")))).isFalse();
    }

    @Test
    void knowsWhatStandsInTheTitle() {
        ListingText text = ListingText.of("Bikes", "red");

        assertThat(text.inTitle("bike")).isTrue();
        assertThat(text.inTitle("red")).isFalse();
    }

    @Test
    void keepsAsManyOccurrencesAsPostgresDoes() {
        ListingText text = ListingText.of("x", "bike ".repeat(300) + "red");

        assertThat(text.positions("bike")).hasSize(ListingText.MAX_OCCURRENCES).endsWith(4 + 254 - 1 + 1);
        assertThat(text.contains(new Phrase(List.of("red")))).isTrue();
        assertThat(text.contains(new Phrase(List.of("bike", "red")))).isFalse();
    }

    @Test
    void aTextWithoutWordsHoldsNothing() {
        ListingText text = ListingText.of("!!!", null);

        assertThat(text.terms()).isEmpty();
        assertThat(text.contains(new Phrase(List.of("a", "b")))).isFalse();
    }

    @Test
    void aPhraseOfTheTitleAndAPrefixWordAreFoundWhereTheyMayBe() {
        ListingText text = ListingText.of("Red bike", "folding bell");

        assertThat(text.contains(inTitle("bike"))).as("the last word").isTrue();
        assertThat(text.contains(inTitle("folding"))).isFalse();
        assertThat(text.contains(phrase("fold*"))).isTrue();
        assertThat(text.contains(inTitle("fold*"))).isFalse();
        assertThat(text.contains(inTitle("bik*"))).isTrue();
        assertThat(text.contains(phrase("tand*"))).isFalse();
    }

    private static Phrase phrase(String entry) {
        return Phrase.ofEntry(entry).orElseThrow();
    }

    private static Phrase inTitle(String entry) {
        return phrase(entry).inTitle();
    }
}
