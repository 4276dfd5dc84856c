package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.souk.model.StorableText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextAnalyzerTest {

    private static final List<String> HOSTILE = List.of(
            "\uFDFA".repeat(100_000),
            "a" + "\u0301\u0323".repeat(50_000),
            "a" + "\u05B0\u0591\u0651\u0327".repeat(25_000),
            "'".repeat(100_000),
            "a'".repeat(50_000),
            "\uD800".repeat(100_000));

    private static String terms(String text) {
        return String.join(" ", TextAnalyzer.terms(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Café, cafe",
        "CAFÉ, cafe",
        "Größe, gross",
        "GRÖẞE, gross",
        "Øre, ore",
        "Łódź, lodz",
        "Þór, thor",
        "Ærø, aero",
        "Œuvre, oeuvr",
        "Đặng, dang",
        "naïf, naif",
        "ﬁsh, fish",
        "ＡＢＣ１２, abc 12",
    })
    void takesCaseAndAccentsOff(String text, String terms) {
        assertThat(terms(text)).isEqualTo(terms);
    }

    /** A capital does not tell whether the word goes on behind it. */
    @ParameterizedTest
    @CsvSource({"ΛΟΓΟΣ, λογοσ", "λόγος, λογοσ", "λόγοσ, λογοσ", "ΛΟΓΟΣ5, λογοσ 5", "ΛΟΓΟΣΤΑΣΙΟ, λογοστασιο", "ϲ, σ"})
    void readsTheSigmaAtTheEndOfAWordLikeAnyOther(String text, String terms) {
        assertThat(terms(text)).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource({"İSTANBUL, istanbul", "Iğdır, igdir", "ISPARTA, ispart"})
    void readsTheTurkishILikeAnyOther(String text, String terms) {
        assertThat(terms(text)).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource({
        "iphone13, iphon 13",
        "iPhone 13, iphon 13",
        "128GB, 128 gb",
        "a-b_c/d.e, a b c d e",
        "m², m 2",
        "½, 1 2",
        "T-shirt, t shirt",
        "S21+, s 21",
        "'  ', ''",
        "?!…, ''",
    })
    void cutsBetweenLettersAndDigitsAndAtEverythingElse(String text, String terms) {
        assertThat(terms(text)).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Levi's | levis",
                "Levi’s | levis",
                "Leviʼs | levis",
                "'90s | 90 s",
                "ʼ90 | 90",
                "rock 'n' roll | rock n roll",
                "rock ʼnʼ roll | rock n roll",
                "5'11 | 5 11",
                "ʼ | ``",
            })
    void dropsAnApostropheBetweenLettersAndCutsAtAnyOther(String text, String terms) {
        assertThat(terms(text)).isEqualTo(terms);
    }

    @Test
    void readsChineseKanaHangulAndThaiByPairsOfCharacters() {
        assertThat(TextAnalyzer.terms("二手自行车iPhone")).containsExactly("二手", "手自", "自行", "行车", "iphon");
        assertThat(TextAnalyzer.terms("ガード")).containsExactly("ガー", "ード");
        assertThat(TextAnalyzer.terms("ｶﾞｰﾄﾞ")).isEqualTo(TextAnalyzer.terms("ガード"));
        assertThat(TextAnalyzer.terms("車 13車")).containsExactly("車", "13", "車");
        assertThat(TextAnalyzer.terms("จักร")).containsExactly("จัก", "กร");
        assertThat(TextAnalyzer.terms("\uD842\uDFB7野家")).containsExactly("\uD842\uDFB7野", "野家");
        assertThat(TextAnalyzer.terms("자전거 팝니다")).containsExactly("자전", "전거", "팝니", "니다");
    }

    @Test
    void aRunOfCharactersIsFoundWithinALongerOne() {
        ListingText text = ListingText.of("二手自行车", null);

        assertThat(TextQuery.parse("自行车").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("自行").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("\"二手 自行车\"").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("二手车").matches(text, null)).isFalse();
        assertThat(TextQuery.parse("车").matches(text, null))
                .as("one character alone")
                .isFalse();
    }

    @Test
    void aKoreanWordIsFoundWithItsParticle() {
        ListingText text = ListingText.of("접이식 자전거를 팝니다", null);

        assertThat(TextQuery.parse("자전거").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("자전거*").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("\"접이식 자전거\"").matches(text, null)).isTrue();
        assertThat(TextQuery.parse("거를팝").matches(text, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fahr\u00ADrad | fahrrad",
                "\uFEFFBrompton | brompton",
                "brom\u200Bpton | brompton",
                "brom\u2060pton\u200D | brompton",
                "Auf\u200Clage | auflag",
                "Levi\u200B's | levis",
                "e\u200D\u0301te\u034F\u0301 | ete",
                "iphone\u200B13 | iphon 13",
                "자\u115F전거 | 자전 전거",
                "क्\u200Dष | क्ष",
                "bike\uDB40\uDC20 | bike",
                "دوچرخه\u200Cها | دوچرخه ها",
                "កង់\u200Bចាស់ | កង់ ចាស់",
            })
    void whatNobodySeesIsNotThere(String text, String terms) {
        assertThat(terms(text)).isEqualTo(terms);
    }

    @Test
    void noInvisibleCharacterIsLeftOfAny() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String folded = TextFolding.fold("x" + Character.toString(codePoint));

            assertThat(folded.codePoints().anyMatch(c -> Invisibles.isNothing(c, 'x')))
                    .as("U+%04X", codePoint)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bikes, bike",
        "boxes, box",
        "batteries, batteri",
        "battery, batteri",
        "cities, citi",
        "city, citi",
        "glasses, glass",
        "glass, glass",
        "watches, watch",
        "watch, watch",
        "dishes, dish",
        "cookies, cooki",
        "cookie, cooki",
        "ties, tie",
        "horses, hor",
        "toys, toy",
        "bus, bus",
        "tvs, tvs",
        "paris, paris",
        "menus, menus",
        "key, key",
        "keys, key",
        "monkey, monkey",
        "monkeys, monkey",
        "90s, 90 s",
    })
    void foldsPlurals(String word, String term) {
        assertThat(terms(word)).isEqualTo(term);
    }

    @Test
    void anEmojiIsNoTermEvenWithItsVariationSelector() {
        assertThat(TextAnalyzer.terms("bike \u2764\uFE0F red")).containsExactly("bike", "red");
        assertThat(TextAnalyzer.terms("\uFE0F")).isEmpty();
        assertThat(TextAnalyzer.terms("\u0301\u20D0\u3099")).isEmpty();
        assertThat(TextAnalyzer.terms("5\uFE0F\u20E3 euros")).containsExactly("5", "euro");
    }

    @Test
    void aVowelSignBelongsToItsLetter() {
        assertThat(TextAnalyzer.terms("साइकिल")).containsExactly("साइकिल");
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertThat(TextAnalyzer.terms("Cafe\u0301")).isEqualTo(TextAnalyzer.terms("Café"));
        assertThat(TextAnalyzer.terms("\u1112\u1161\u11AB")).isEqualTo(TextAnalyzer.terms("한"));
    }

    @Test
    void takesLimitedTermsOfLimitedLength() {
        assertThat(TextAnalyzer.terms("a ".repeat(100_000))).hasSize(TextAnalyzer.MAX_TERMS);
        assertThat(TextAnalyzer.terms("车".repeat(100_000))).hasSize(TextAnalyzer.MAX_TERMS);
        assertThat(TextAnalyzer.terms("x".repeat(100_000))).containsExactly("x".repeat(TextAnalyzer.MAX_TERM_LENGTH));
        String linearB = "\uD800\uDC00".repeat(40);
        assertThat(TextAnalyzer.terms("x" + linearB).get(0)).hasSize(63).doesNotEndWith("\uD800");
    }

    @Test
    void hugeAndHostileTextIsCutToWhatIsBounded() {
        for (String text : HOSTILE) {
            List<String> terms = TextAnalyzer.terms(text);

            assertThat(terms).hasSizeLessThanOrEqualTo(TextAnalyzer.MAX_TERMS);
            assertThat(terms)
                    .allSatisfy(term -> assertThat(term).hasSizeLessThanOrEqualTo(TextAnalyzer.MAX_TERM_LENGTH));
        }
    }

    /** Marks in a row are sorted in quadratic time; the rest of normalizing is linear. */
    @Test
    void neverHandsManyMarksInARowToTheNormalizer() {
        for (String text : HOSTILE) {
            String kept = TextFolding.visible(text).toString();

            assertThat(longestRunOfMarks(kept)).isLessThanOrEqualTo(30);
            assertThat(kept).hasSizeLessThanOrEqualTo(text.length());
        }
    }

    private static long longestRunOfMarks(String text) {
        int[] run = {0};
        return text.codePoints()
                .map(codePoint -> run[0] = CharacterKind.isMark(codePoint) ? run[0] + 1 : 0)
                .max()
                .orElse(0);
    }

    static List<Long> seeds() {
        return List.of(1L, 2L, 3L);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverComesInEveryTermIsAWordAndStaysItself(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x80) : random.nextInt(0x10000)));
            }

            List<String> terms = TextAnalyzer.terms(text.toString());

            assertThat(terms).as("seed %d: %s", seed, text).allSatisfy(term -> {
                assertThat(Character.isLetterOrDigit(term.codePointAt(0))).isTrue();
                assertThatCode(() -> StorableText.require("term", term, TextAnalyzer.MAX_TERM_LENGTH))
                        .doesNotThrowAnyException();
            });
        }
    }
}
