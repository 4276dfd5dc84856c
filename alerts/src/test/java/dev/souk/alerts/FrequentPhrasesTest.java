package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.text.ListingText;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Phrases of words that many listings show: few may be asked that a listing does not satisfy. */
class FrequentPhrasesTest {

    private static final int WORDS = 50;
    private static final int SHOWN = 20;
    private static final int SEEN = 2_100;
    private static final Instant ASKED_AT = Instant.parse("2026-03-01T12:00:00Z");

    private final AlertEngine engine = new AlertEngine();
    private final Random random = new Random(7);

    /** Where the phrase is to stand. */
    enum Text {
        ANYWHERE,
        TITLE,
        PLACE;

        private void demand(AlertCriteria.Builder criteria, String phrase) {
            switch (this) {
                case ANYWHERE -> criteria.allOf(phrase);
                case TITLE -> criteria.inTitle(phrase);
                case PLACE -> criteria.location(phrase);
            }
        }
    }

    @BeforeEach
    void see() {
        for (int i = 0; i < SEEN; i++) {
            engine.match(listing(words(SHOWN)), ASKED_AT);
        }
    }

    private static String word(int i) {
        return "w" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
    }

    private List<String> words(int count) {
        List<String> words =
                IntStream.range(0, WORDS).mapToObj(FrequentPhrasesTest::word).collect(Collectors.toList());
        Collections.shuffle(words, random);
        return words.subList(0, count);
    }

    /** The same words in its title, in its place with another beginning, and in the description the other way round. */
    private static Listing listing(List<String> words) {
        List<String> back = new ArrayList<>(words);
        Collections.reverse(back);
        return Listing.builder(
                        new ListingKey(new SourceId("test"), "1"),
                        String.join(" ", words),
                        URI.create("https://market.example/1"))
                .description(String.join(" ", back))
                .location("p" + String.join(" p", words))
                .build();
    }

    private static Alert alert(Text text, int number) {
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        String before = text == Text.PLACE ? "p" : "";
        text.demand(criteria, before + word(number / WORDS) + " " + before + word(number % WORDS));
        return Alert.of(number + 1L, 1, "alert " + number, criteria.build(), "");
    }

    @ParameterizedTest
    @EnumSource(Text.class)
    void aListingComesUponThoseAlertsAloneWhosePhraseItShows(Text text) {
        for (int number = 0; number < WORDS * WORDS; number++) {
            engine.register(alert(text, number));
        }
        int inOneText = SHOWN - 1;
        int found = text == Text.ANYWHERE ? 2 * inOneText : inOneText;

        for (int i = 0; i < 20; i++) {
            Listing listing = listing(words(SHOWN));

            assertThat(engine.match(listing, ASKED_AT)).hasSize(found);
            assertThat(engine.candidates(listing, ASKED_AT)).isEqualTo(found);
        }
    }

    @Test
    void aPhraseOfThreeIsFiledUnderTwoOfThemAndAskedWhole() {
        List<String> words = words(SHOWN);
        engine.register(Alert.of(
                1,
                1,
                "All three",
                AlertCriteria.builder()
                        .allOf(String.join(" ", words.subList(3, 6)))
                        .build(),
                ""));
        Listing withoutTheFirst = listing(swapped(words, 3));
        Listing withoutTheLast = listing(swapped(words, 5));

        assertThat(engine.match(listing(words), ASKED_AT)).containsExactly(1);
        assertThat(engine.match(withoutTheFirst, ASKED_AT)).isEmpty();
        assertThat(engine.match(withoutTheLast, ASKED_AT)).isEmpty();
        // Of the two pairs one is asked for: there the listing without the other one is a candidate.
        assertThat(engine.candidates(withoutTheFirst, ASKED_AT) + engine.candidates(withoutTheLast, ASKED_AT))
                .isEqualTo(1);
    }

    private static List<String> swapped(List<String> words, int one) {
        List<String> swapped = new ArrayList<>(words);
        Collections.swap(swapped, one, 10);
        return swapped;
    }

    /** Of a term that stands in a text too often the later ones count no more, also as a part of a pair. */
    @Test
    void whatStandsInATextTooOftenMakesNoPairThere() {
        engine.register(alert(Text.ANYWHERE, 1));
        String often = (word(0) + " ").repeat(ListingText.MAX_OCCURRENCES);

        for (String text : List.of(word(0) + " " + word(1) + " " + often, often + word(0) + " " + word(1))) {
            Listing listing = listing(words(SHOWN)).toBuilder()
                    .title("A long description")
                    .description(text)
                    .build();

            boolean isFirst = text.indexOf(word(1)) < 10;
            assertThat(engine.match(listing, ASKED_AT)).hasSize(isFirst ? 1 : 0);
            assertThat(engine.candidates(listing, ASKED_AT)).isEqualTo(isFirst ? 1 : 0);
        }
    }

    /** Where all listings are of one town, its name tells nothing, though it is two words. */
    @Test
    void aPairThatAllListingsShowIsNotFiledUnder() {
        AlertEngine regional = new AlertEngine();
        for (int i = 0; i < SEEN; i++) {
            regional.match(inTown(words(SHOWN)), ASKED_AT);
        }
        for (int number = 1; number < 1_000; number++) {
            AlertCriteria criteria = AlertCriteria.builder()
                    .allOf(word(number % WORDS))
                    .location("New York")
                    .build();
            regional.register(Alert.of(number, 1, "alert " + number, criteria, ""));
        }

        Listing listing = inTown(words(SHOWN));

        assertThat(regional.indexEntries())
                .as("words, and two of the place, and no pair")
                .isEqualTo(WORDS + 2);
        assertThat(regional.candidates(listing, ASKED_AT)).isEqualTo(regional.match(listing, ASKED_AT).length);
    }

    private static Listing inTown(List<String> words) {
        return listing(words).toBuilder().location("New York").build();
    }

    @Test
    void nothingIsLeftOfThemWhenTheAlertsAreGone() {
        for (int number = 0; number < WORDS * WORDS; number++) {
            engine.register(alert(Text.ANYWHERE, number));
        }
        assertThat(engine.indexEntries()).isEqualTo(WORDS + WORDS * WORDS);

        for (int number = 0; number < WORDS * WORDS; number++) {
            engine.unregister(number + 1L);
        }

        assertThat(engine.indexEntries()).isZero();
        assertThat(engine.match(listing(words(SHOWN)), ASKED_AT)).isEmpty();
    }

    /** Numbers grow for as long as an engine is used, and a key has room for 28 bits of each. */
    @Test
    void numbersThatAKeyHasNoRoomForMakeNoPair() {
        int largest = (1 << 28) - 1;

        assertThat(TermKey.canPair(0, largest)).isTrue();
        assertThat(TermKey.canPair(largest + 1, 0)).isFalse();
        assertThat(TermKey.canPair(0, largest + 1)).isFalse();
        assertThat(TermKey.canPair(Term.NONE, 0)).isFalse();
        assertThat(TermKey.ofPair(largest, 0)).isNotEqualTo(TermKey.ofPair(0, largest));
        assertThat(TermKey.isExact(TermKey.ofPair(largest, largest))).isTrue();
    }
}
