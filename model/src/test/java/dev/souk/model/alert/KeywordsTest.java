package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {

    private static final List<String> NAMES = List.of("all", "any", "none", "title", "titleAny", "titleNone");

    /** That list alone, of the six. */
    private static Keywords of(String name, List<String> entries) {
        List<List<String>> lists = new ArrayList<>(Collections.nCopies(NAMES.size(), List.of()));
        lists.set(NAMES.indexOf(name), entries);
        return new Keywords(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4), lists.get(5));
    }

    private static Phrase phrase(String word) {
        return Phrase.of(word).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "all, bike and folding bell, ''",
        "any, bike or folding bell, ''",
        "none, '', bike or folding bell",
        "title, title bike and title folding bell, ''",
        "titleAny, title bike or title folding bell, ''",
        "titleNone, '', title bike or title folding bell",
    })
    void eachListSaysWhatMustOccurAndWhatMayNot(String list, String required, String excluded) {
        Keywords keywords = of(list, List.of("Bikes", "folding bell"));

        assertThat(String.join(
                        " and ",
                        keywords.required().stream().map(KeywordsTest::words).toList()))
                .isEqualTo(required);
        assertThat(words(keywords.excluded())).isEqualTo(excluded);
        assertThat(keywords.isEmpty()).isFalse();
        assertThat(of(list, List.of())).isEqualTo(Keywords.NONE);
        assertThat(Keywords.NONE.isEmpty()).isTrue();
    }

    private static String words(List<Phrase> phrases) {
        return String.join(
                " or ",
                phrases.stream()
                        .map(phrase -> (phrase.titleOnly() ? "title " : "") + String.join(" ", phrase.terms()))
                        .toList());
    }

    @Test
    void allListsTogetherAreOneDemand() {
        Keywords keywords = new Keywords(
                List.of("bike"), List.of("red", "blue"), List.of("rusty"), List.of("new"), List.of("a"), List.of("b"));

        assertThat(keywords.required())
                .containsExactlyInAnyOrder(
                        List.of(phrase("bike")),
                        List.of(phrase("red"), phrase("blue")),
                        List.of(phrase("new").inTitle()),
                        List.of(phrase("a").inTitle()));
        assertThat(keywords.excluded())
                .containsExactlyInAnyOrder(phrase("rusty"), phrase("b").inTitle());
    }

    @ParameterizedTest
    @CsvSource({"all", "any", "none", "title", "titleAny", "titleNone"})
    void aListThatIsTooLongAndAnEntryThatSaysNothingAreRefusedByTheNameOfTheList(String list) {
        List<String> most = Collections.nCopies(Keywords.MAX_ENTRIES, "bike");
        List<String> more = Collections.nCopies(Keywords.MAX_ENTRIES + 1, "bike");

        assertThat(of(list, most).isEmpty()).isFalse();
        assertThatThrownBy(() -> of(list, more)).hasMessage("keywords." + list + " has more than 100 entries: 101");
        assertThatThrownBy(() -> of(list, List.of("bike", "?!")))
                .hasMessage("keywords." + list + " must hold a letter or a digit each: '?!'");
    }

    @ParameterizedTest
    @CsvSource({"all", "any", "none", "title", "titleAny", "titleNone"})
    void areEqualIfAllListsAreAndKeepWhatTheyWereGiven(String list) {
        List<String> given = new ArrayList<>(List.of("Bikes"));
        Keywords keywords = of(list, given);
        given.set(0, "cars");

        assertThat(keywords).isEqualTo(of(list, List.of("Bikes"))).hasSameHashCodeAs(of(list, List.of("Bikes")));
        assertThat(keywords).isNotEqualTo(of(list, given)).isNotEqualTo(Keywords.NONE);
        assertThat(NAMES.stream().filter(other -> of(other, List.of("Bikes")).equals(keywords)))
                .containsExactly(list);
        assertThat(keywords.toString()).contains(list + "=[Bikes]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iphon*", " iphon* ", "\u00A0iphon*\u00A0", "iphon*\u202F", "\u3000iphon*\u2007"})
    void aWordWithAStarIsAPrefixWordWhateverSpaceWasPastedWithIt(String entry) {
        assertThat(of("all", List.of(entry)).required())
                .containsExactly(List.of(Phrase.ofEntry("iphon*").orElseThrow()));
    }
}
