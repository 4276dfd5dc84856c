package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextQueryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b | [[a], [b]] | []",
                "\"a b\" | [[\"a b\"]] | []",
                "x a OR b | [[x], [a, b]] | []",
                "a OR b OR c d | [[a, b, c], [d]] | []",
                "a -b | [[a]] | [b]",
                "-\"a b\" -c | [] | [\"a b\", c]",
                "a or b | [[a], [or], [b]] | []",
                "\"OR\" | [[or]] | []",
                "iphone13 -128GB | [[\"iphon 13\"]] | [\"128 gb\"]",
                "brompton \"folding bikes\" red OR blue -broken | [[brompton], [\"folding bike\"], [red, blue]] | [broke]",
                "a ?! - -! \"\" b | [[a], [b]] | []",
                "a OR ?! b | [[a, b]] | []",
                "a\"b c\"d | [[a], [\"b c\"], [d]] | []",
                "e-bike | [[\"e bike\"]] | []",
                "a\u00A0OR\u00A0b | [[a, b]] | []",
                "(a b) OR c | [[a, c], [b, c]] | []",
                "(a OR b) c | [[a, b], [c]] | []",
                "(a b) OR (c d) | [[a, c], [a, d], [b, c], [b, d]] | []",
                "((a)) (((b OR c))) | [[a], [b, c]] | []",
                "(a -b) c | [[a], [c]] | [b]",
                "-(a OR b) c | [[c]] | [a, b]",
                "-(a) -(\"b c\") | [] | [a, \"b c\"]",
                "(a OR a) OR a | [[a]] | []",
                "() a ( ?! ) | [[a]] | []",
                "a :) b ;-) | [[a], [b]] | []",
                "iphone(13) | [[\"iphon 13\"]] | []",
                "(iphone(13) OR b)c | [[\"iphon 13\", b], [c]] | []",
                "\"(a\" b | [[a], [b]] | []",
                "title:a b | [[title:a], [b]] | []",
                "TITLE:\"a b\" OR c -title:d | [[title:\"a b\", c]] | [title:d]",
                "title:iphone13 | [[title:\"iphon 13\"]] | []",
                "title : a | [[titl], [a]] | []",
                "iphon* -title:Bik* | [[iphon*]] | [title:bik*]",
                "(CAFÉ* OR 128**) ***new*** | [[cafe*, 128*], [new*]] | []",
                "\"folding bik*\" a*b * ** | [[\"folding bik\"], [\"a b\"]] | []",
                "subtitle:a | [[\"subtitl a\"]] | []",
                "title:(a OR \"b c\") d | [[title:a, title:\"b c\"], [d]] | []",
                "Title:((a b*b) OR c) d | [[title:a, title:c], [title:\"b b\", title:c], [d]] | []",
                "-title:(a OR bik*) (b title:(c) d) | [[b], [title:c], [d]] | [title:a, title:bik*]",
                "title:(a title:(b -c) d) e | [[title:a], [title:b], [title:d], [e]] | [title:c]",
                "title:() a | [[a]] | []",
                "自転車* | [[\"自転 転車\"]] | []",
                "“folding bike” „red bike“ | [[\"folding bike\"], [\"red bike\"]] | []",
                "«a b» OR »c d« -‟e f“ | [[\"a b\", \"c d\"]] | [\"e f\"]",
                "title:“a b\" -”c d” | [[title:\"a b\"]] | [\"c d\"]",
                "bike –broken −parts —“a b” | [[bike]] | [broke, part, \"a b\"]",
                "–(a OR b) (–c d) ‑title:e | [[d]] | [a, b, c, title:e]",
                "bike – red — e–bike 5–6 | [[bike], [red], [\"e bike\"], [\"5 6\"]] | []",
                "\"a –b\" “c”–d | [[\"a b\"], [c], [d]] | []",
                "24” bike “26” 28” x | [[24], [bike], [26], [28], [x]] | []",
                "red”-b c” x | [[red], [\"b c\"], [x]] | []",
                "”a b” 5“c d” x | [[\"a b\"], [5], [\"c d\"], [x]] | []",
                "bike ‐broken ―parts | [[bike]] | [broke, part]",
                ") bike | [[bike]] | []",
                "(iphone(13)) red | [[\"iphon 13\"], [red]] | []",
                "bike AND red | [[bike], [red]] | []",
                "a AND b OR c AND d | [[a], [b, c], [d]] | []",
                "(a AND b) OR c | [[a, c], [b, c]] | []",
                "a AND -b AND (c OR d) -e | [[a], [c, d]] | [b, e]",
                "-(a OR b) AND c | [[c]] | [a, b]",
                "title:(a AND b) AND title:c | [[title:a], [title:b], [title:c]] | []",
                "a AND ?! b | [[a], [b]] | []",
                "(a)AND(b OR c)AND\"d e\" | [[a], [b, c], [\"d e\"]] | []",
                "(a b)OR(c) | [[a, c], [b, c]] | []",
                "a and b And c | [[a], [and], [b], [and], [c]] | []",
                "\"AND\" \"a AND b\" -AND title:AND | [[and], [\"a and b\"], [title:and]] | [and]",
                "a AND: b AND* | [[a], [and], [b], [and*]] | []",
                "a not b Not c | [[a], [not], [b], [not], [c]] | []",
                "\"NOT\" -NOT title:NOT b | [[not], [title:not], [b]] | [not]",
                "a NOT | [[a], [not]] | []",
                "(a OR NOT) AND b | [[a, not], [b]] | []",
                "NOT OR a AND NOT | [[not, a], [not]] | []",
            })
    void readsWhatPeopleType(String query, String required, String excluded) {
        TextQuery read = TextQuery.parse(query);

        assertThat(read.required()).hasToString(required);
        assertThat(read.excluded()).hasToString(excluded);
        assertThat(read.text()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "?!", "-", "\"\"", "\u2764\uFE0F"})
    void whatHoldsNoWordMatchesEverything(String query) {
        TextQuery read = TextQuery.parse(query);

        assertThat(read.isEmpty()).isTrue();
        assertThat(read.matches(ListingText.of("anything", null), null)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OR a | 0 | left of OR",
                "a OR OR b | 5 | left of OR",
                "?! OR a | 3 | left of OR",
                "a OR | 4 | right of OR",
                "a OR ?! | 7 | right of OR",
                "a \"b c | 2 | quotation mark",
                "-\"b | 1 | quotation mark",
                "a (b | 2 | not closed",
                "(a (b) | 0 | not closed",
                "-(a | 0 | not closed",
                "(a OR) b | 5 | right of OR",
                "(OR a) | 1 | left of OR",
                "a OR () | 7 | right of OR",
                "a OR -b | 2 | joins only",
                "-a OR b | 3 | joins only",
                "(a -b) OR c | 7 | joins only",
                "a -(b c) | 2 | can leave out",
                "a -(-b) | 2 | can leave out",
                "ab* | 2 | at least 3",
                "a title:\"b\" (c OR 5*) | 19 | at least 3",
                "iphone13* | 8 | one word",
                "-e-bikes* | 8 | one word",
                "자* | 1 | at least 3",
                "自 車* | 3 | at least 3",
                "“a b | 0 | put another behind",
                "a „b | 2 | put another behind",
                "a OR –b | 2 | joins only",
                "–price:100.. | 0 | cannot leave out prices",
                "price: | 6 | right after price:",
                "title:(price:..100) | 7 | outside the parentheses",
                "a title:(b (c price:5)) | 14 | title:(red bike) price:..100",
                "a price:cheap | 8 | right after price:",
                "price:.. | 6 | right after price:",
                "price:500..100 | 11 | below the lowest",
                "price:100..500euro | 14 | currency of three letters",
                "price:1,000..2,000 | 7 | currency of three letters",
                "price:1.23456.. | 6 | four decimals",
                "price:..1000000000000000 | 8 | 10^15",
                "-price:100.. | 0 | cannot leave out prices",
                "a OR price:100.. | 2 | joins only words",
                "(price:5 a) OR b | 12 | joins only words",
                "a -(price:5) | 2 | can leave out",
                "title: a | 0 | right after title:",
                "a title:(b | 2 | put ) behind",
                "title:(a b) -title:(c d) | 12 | -(broken OR parts)",
                "(title: ) | 1 | title:(red OR blue)",
                "-title:?! | 0 | right after title:",
                "bike title:-broken | 11 | such as -title:broken",
                "title:–broken | 6 | put the minus before it",
                "(a title:-\"b c\") | 9 | put the minus before it",
                "-Title:-(a OR b) | 7 | put the minus before it",
                "title:(a title:-b) | 15 | put the minus before it",
                "title:- a | 6 | put the minus before it",
                "AND a | 0 | left of AND",
                "a AND | 5 | right of AND",
                "a AND AND b | 6 | left of AND",
                "?! AND a | 3 | left of AND",
                "a AND ?! | 8 | right of AND",
                "a AND () b | 9 | right of AND",
                "(a AND) b | 6 | right of AND",
                "(AND a) | 1 | red AND bike",
                "a OR AND b | 5 | left of AND",
                "a AND OR b | 6 | left of OR",
                "NOT broken | 0 | such as -broken",
                "bike AND NOT broken | 9 | such as -broken",
                "bike (a OR NOT b) | 11 | such as -broken",
                "bike NOT(a OR b) | 5 | such as -broken",
                "title:(NOT a) | 7 | such as -broken",
                "a NOT \"b c\" | 2 | such as -broken",
                "a NOT -b | 2 | such as -broken",
                "a NOT price:..5 | 2 | such as -broken",
                "NOT NOT a | 0 | such as -broken",
                "price:100-500 | 9 | price:100..500",
                "price:100–500eur | 9 | two dots",
                "a price:<500 | 8 | two dots",
                "price:>=100 | 6 | two dots",
                "price:≤500 | 6 | two dots",
                "price:-500 | 6 | two dots",
                "price:100. | 9 | two dots",
                "price:100...500 | 11 | two dots",
                "price:100…500 | 9 | two dots",
            })
    void pointsAtWhatCannotBeRead(String query, int position, String problem) {
        assertThatThrownBy(() -> TextQuery.parse(query))
                .isInstanceOfSatisfying(InvalidQueryException.class, invalid -> {
                    assertThat(invalid.position()).isEqualTo(position);
                    assertThat(invalid.query()).isEqualTo(query);
                })
                .hasMessageContaining(problem)
                .hasMessageContaining("character " + (position + 1));
    }

    @Test
    void aMessageIsOneShortLineThatShowsThePlace() {
        String query = "a".repeat(100) + "\n\u202E ab* " + "b".repeat(100);

        assertThatThrownBy(() -> TextQuery.parse(query))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        invalid -> assertThat(invalid.query()).isEqualTo(query))
                .hasMessageEndingWith(": ..." + "a".repeat(35) + "\uFFFD\uFFFD ab* " + "b".repeat(38) + "...");
        assertThatThrownBy(() -> TextQuery.parse("\u0000".repeat(3_000)))
                .hasMessageEndingWith("\uFFFD".repeat(80) + "...")
                .hasMessageNotContaining("\u0000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bike price:100..500 | [price:100..500]",
                "PRICE:..500eur | [price:..500EUR]",
                "price:99.50.. | [price:99.5..]",
                "(bike price:100usd) price:0..200 | [price:100USD, price:0..200]",
                "bike AND price:100 AND price:..50usd | [price:100, price:..50USD]",
                "\"price:100\" highprice:5 | []",
            })
    void readsWhatItMayCost(String query, String prices) {
        assertThat(TextQuery.parse(query).prices()).hasToString(prices);
    }

    @Test
    void comparesAmountsOfAnyCurrencyUnlessOneIsNamed() {
        ListingText text = ListingText.of("bike", null);

        assertThat(TextQuery.parse("price:100..200").matches(text, Money.of(200, "USD")))
                .isTrue();
        assertThat(TextQuery.parse("price:100..200").matches(text, Money.of("200.01", "USD")))
                .isFalse();
        assertThat(TextQuery.parse("price:100..200").matches(text, Money.of("99.99", "USD")))
                .isFalse();
        assertThat(TextQuery.parse("price:100..200eur").matches(text, Money.of(100, "EUR")))
                .isTrue();
        assertThat(TextQuery.parse("price:100..200eur").matches(text, Money.of(100, "USD")))
                .isFalse();
        assertThat(TextQuery.parse("price:100..").matches(text, null)).isFalse();
    }

    @Test
    void knowsHowAPhraseWasTyped() {
        TextQuery query = TextQuery.parse("hardly \"Folding Bikes\" -title:iPhone13 title:(“Red Wheels”)");

        assertThat(query.typed(query.required().get(0).get(0))).isEqualTo("hardly");
        assertThat(query.typed(query.required().get(1).get(0))).isEqualTo("Folding Bikes");
        assertThat(query.typed(query.excluded().get(0))).isEqualTo("iPhone13");
        assertThat(query.typed(query.required().get(2).get(0))).isEqualTo("Red Wheels");
        assertThat(query.typed(new Phrase(List.of("red", "wheel")))).isEqualTo("\"red wheel\"");
    }

    @Test
    void areEqualWhenTheyAreTypedAlike() {
        TextQuery query = TextQuery.parse("bike -broken");

        assertThat(query)
                .isEqualTo(TextQuery.parse("bike -broken"))
                .hasSameHashCodeAs(TextQuery.parse("bike -broken"))
                .isNotEqualTo(TextQuery.parse("bike  -broken"))
                .hasToString("bike -broken");
        assertThat(TextQuery.parse("")).isEqualTo(TextQuery.ANYTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bike", "-bike", "price:..100"})
    void isNotEmptyIfItDemandsOneThing(String query) {
        assertThat(TextQuery.parse(query).isEmpty()).isFalse();
    }

    @Test
    void aPrefixHasThreeCharactersAtLeastAndNoMoreThanATerm() {
        List<String> term = List.of("term");

        assertThat(new Phrase(term, false, "abc").prefix()).isEqualTo("abc");
        assertThat(new Phrase(term, false, "a".repeat(TextAnalyzer.MAX_TERM_LENGTH)).prefix())
                .hasSize(TextAnalyzer.MAX_TERM_LENGTH);
        assertThatThrownBy(() -> new Phrase(term, false, "ab")).hasMessageContaining("ab");
        assertThatThrownBy(() -> new Phrase(term, false, "a".repeat(TextAnalyzer.MAX_TERM_LENGTH + 1)))
                .hasMessageContaining("no prefix word");
    }

    @Test
    void multipliesAlternativesOfSeveralWordsUpToALimitOfGroupsAndOfPhrases() {
        assertThat(TextQuery.parse(alternatives(16, 8)).required()).hasSize(128);
        List<List<Phrase>> most = TextQuery.parse(alternatives(4, 4, 4, 2)).required();
        assertThat(most).hasSize(128).allSatisfy(group -> assertThat(group).hasSize(4));
        assertThatThrownBy(() -> TextQuery.parse(alternatives(43, 3)))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("too many combinations");
        assertThatThrownBy(() -> TextQuery.parse(alternatives(4, 4, 2, 2, 2)))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("too many combinations");
    }

    /** {@code (aa ab) OR (ac ad ae)}: so many words in each, no two alike. */
    private static String alternatives(int... words) {
        StringBuilder query = new StringBuilder();
        int next = 0;
        for (int count : words) {
            query.append(query.isEmpty() ? "(" : " OR (");
            for (int i = 0; i < count; i++) {
                query.append(i == 0 ? "" : " ").append((char) ('a' + next / 26)).append((char) ('a' + next % 26));
                next++;
            }
            query.append(')');
        }
        return query.toString();
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        String longest = "a".repeat(TextQuery.MAX_LENGTH);

        assertThat(TextQuery.parse(longest).required()).hasSize(1);
        assertThatThrownBy(() -> TextQuery.parse(longest + "a")).hasMessageContaining("255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\u0000", "ab\uD800"})
    void refusesAQueryThatCannotBeStored(String query) {
        assertThatThrownBy(() -> TextQuery.parse(query))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        invalid -> assertThat(invalid.position()).isEqualTo(2));
    }

    @Test
    void refusesTooManyCombinationsThatNoAlternativesHaveByThemselves() {
        String hundred = "((a b c d e f g h i j) OR (k l m n o p q r s t))";

        assertThat(TextQuery.parse(hundred).required()).hasSize(100);
        assertThatThrownBy(() -> TextQuery.parse(hundred + " " + hundred))
                .isInstanceOfSatisfying(
                        InvalidQueryException.class,
                        invalid -> assertThat(invalid.position()).isZero())
                .hasMessageContaining("too many combinations");
    }

    @Test
    void refusesAQueryThatBeginsWithWhatCannotBeStored() {
        assertThatThrownBy(() -> TextQuery.parse("\u0000ab")).hasMessageContaining("leave it out");
    }

    @Test
    void asksForWordsPhrasesAlternativesAndExclusions() {
        ListingText text = ListingText.of("Brompton bike", "Folding bikes, red. Not broken.");

        assertThat(TextQuery.parse("brompton red OR blue").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("green OR blue").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("\"folding bike\"").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("\"bike folding\"").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("bike -broken").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("bike -\"broken folding\"").matches(text, null))
                .isTrue();
        assertThat(TextQuery.parse("title:brompton -title:red").matches(text, null))
                .isTrue();
        assertThat(TextQuery.parse("title:red").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("title:\"bike folding\"").matches(text, null))
                .isFalse();
        assertThat(TextQuery.parse("(green wheel) OR (red bike)").matches(text, null))
                .isTrue();
    }

    @Test
    void aPrefixWordFindsWhatTheWordFindsAndWhatBeginsLikeIt() {
        ListingText text = ListingText.of("iPhone", "bikes and batteries, Fahrräder");

        assertThat(TextQuery.parse("iph* iphon* iphone* title:iphone*").matches(text, null))
                .isTrue();
        assertThat(TextQuery.parse("bik* bike* bikes* batt* batterie* battery*").matches(text, null))
                .isTrue();
        assertThat(TextQuery.parse("fahr* fahrrad* fahrräder*").matches(text, null))
                .isTrue();
        assertThat(TextQuery.parse("title:bik*").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("bike:* * bike!*").required())
                .isEqualTo(TextQuery.parse("bike bike").required());
        assertThat(TextQuery.parse("-bat*").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("iphones* -iphonex* -hone*").matches(text, null))
                .isTrue();
    }
}
