package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Nouns of marketplaces in eight languages. */
class NounStemTest {

    private static List<String> stem(String word) {
        return TextAnalyzer.terms(word);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvFileSource(resources = "one-and-many.csv", numLinesToSkip = 1)
    void oneAndManyMeet(String language, String one, String many) {
        assertThat(stem(many)).as("%s %s", language, many).isEqualTo(stem(one));
    }

    /** Where an ending is left alone, as ADR 26 says. If a pair meets one day, it belongs into the other list. */
    @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
    @CsvFileSource(resources = "not-folded.csv", numLinesToSkip = 1)
    void whatWouldHarmTheOtherLanguagesIsNotFolded(String language, String one, String many, String why) {
        assertThat(stem(many)).as("%s %s: %s", language, many, why).isNotEqualTo(stem(one));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvFileSource(resources = "apart.csv", numLinesToSkip = 1)
    void wordsOfDifferentThingsStayApart(String one, String other) {
        assertThat(stem(one)).isNotEqualTo(stem(other));
    }
}
