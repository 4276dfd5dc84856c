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
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermSetTest {

    private static final Instant ASKED_AT = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void holdsAsManyTermsAsAreShownAndNoOthers(long seed) {
        Random random = new Random(seed);
        Vocabulary vocabulary = new Vocabulary();
        List<Term> terms = IntStream.range(0, 4_000)
                .mapToObj(i -> vocabulary.use(Term.Kind.WORD, ("w" + i).toCharArray(), 0, ("w" + i).length()))
                .toList();
        TermSet shown = new TermSet();
        for (int round = 0; round < 20; round++) {
            shown.clear(random.nextInt(300));
            TreeSet<Integer> expected = new TreeSet<>();
            for (int i = random.nextInt(3_000); i > 0; i--) {
                int which = random.nextInt(terms.size());
                char[] text = ("w" + which).toCharArray();
                int number = shown.show(
                        TermKey.of(Term.Kind.WORD, text, 0, text.length), vocabulary.table(), text, text.length);
                assertThat(number).as("seed %d", seed).isEqualTo(terms.get(which).number);
                expected.add(number);
            }
            assertThat(terms)
                    .as("seed %d", seed)
                    .allMatch(term -> shown.contains(term.number) == expected.contains(term.number));
        }
    }

    /** As {@link ListingText}, and so the database, has it. */
    @ParameterizedTest
    @ValueSource(ints = {ListingText.MAX_OCCURRENCES - 1, ListingText.MAX_OCCURRENCES, ListingText.MAX_OCCURRENCES + 1})
    void aWordThatStandsTooOftenIsPartOfNoPhraseAfterThat(int times) {
        AlertEngine engine = new AlertEngine();
        engine.register(Alert.of(
                1, 1, "a", AlertCriteria.builder().allOf("\"bike bell\"").build(), ""));
        Listing listing = Listing.builder(
                        new ListingKey(new SourceId("here"), "1"), "For sale", URI.create("https://example.org/1"))
                .description("bike ".repeat(times) + "bell")
                .build();

        assertThat(engine.match(listing, ASKED_AT)).hasSize(times <= ListingText.MAX_OCCURRENCES ? 1 : 0);
    }
}
