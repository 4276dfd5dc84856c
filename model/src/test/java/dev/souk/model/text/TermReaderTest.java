package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader, which works character by character in place, beside the rules of {@link TextAnalyzer} as patterns. */
class TermReaderTest {

    private static final List<String> PARTS = List.of(
            "bike",
            "Bikes",
            "BOXES",
            "batteries",
            "ties",
            "tie",
            "bus",
            "glass",
            "city",
            "key",
            "a",
            "B",
            "13",
            "128GB",
            " ",
            "  ",
            "-",
            "'",
            "\u2019",
            "\u02BC",
            ".",
            "@",
            "[",
            "`",
            "{",
            "\n",
            "é",
            "Größe",
            "ﬁne",
            "İ",
            "ı",
            "Ł",
            "œuvre",
            "自行车",
            "กิน",
            "自",
            "ー",
            "カーボン",
            "हिन्दी",
            "자전거",
            "\u00AD",
            "\u200B",
            "خ",
            "\u200C",
            "\u0301",
            "٣",
            "\uD83D\uDEB2",
            "\uD800\uDF48",
            "ω",
            "Ярмарка",
            "\u00A0",
            "²");

    /** Plain text is read by a way of its own. */
    private static final List<String> PLAIN_PARTS =
            PARTS.stream().filter(part -> part.chars().allMatch(c -> c < 0x80)).toList();

    private static final String ALONE =
            "(?:[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\u30FC&&\\p{L}][\\p{Mn}\\p{Mc}]*)";

    private static final String LETTER =
            "(?![\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}\u30FC\u02BC])\\p{L}";

    /** Folded text: runs of letters with the marks and apostrophes inside them, or of digits, or letters that stand alone. */
    private static final Pattern TERM = Pattern.compile("(?<alone>" + ALONE + "+)|(?<letters>(?:" + LETTER + ")(?:"
            + LETTER + "|[\\p{Mn}\\p{Mc}]|['\u2019\u02BC](?=\\p{L}))*)|(?<digits>\\p{Nd}[\\p{Nd}\\p{Mn}\\p{Mc}]*)");

    private final TermReader reader = new TermReader();

    /** The terms, which must be the same as numbers. */
    private List<String> read(String text) {
        List<String> terms = new ArrayList<>();
        int count = reader.read(text, (chars, from, length) -> terms.add(new String(chars, from, length)));
        assertThat(count).isEqualTo(terms.size());
        assertThat(readPacked(text)).as("'%s'", text).isEqualTo(terms);
        return terms;
    }

    private List<String> readPacked(String text) {
        List<String> terms = new ArrayList<>();
        int count = reader.readPacked(text, new TermReader.PackedTerms() {
            @Override
            public void letters(long packed) {
                assertThat(packed).isPositive().isLessThan(1L << 55);
                terms.add(unpacked(packed));
            }

            @Override
            public void accept(char[] chars, int from, int length) {
                terms.add(new String(chars, from, length));
            }
        });
        assertThat(count).isEqualTo(terms.size());
        return terms;
    }

    private static String unpacked(long packed) {
        StringBuilder letters = new StringBuilder();
        for (long left = packed; left != 0; left >>>= 5) {
            letters.insert(0, (char) ('a' - 1 + (left & 31)));
        }
        return letters.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsWhatTheRulesSay(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            List<String> parts = round % 2 == 0 ? PARTS : PLAIN_PARTS;
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            assertThat(read(text.toString())).as("seed %d, '%s'", seed, text).isEqualTo(byTheRules(text.toString()));
        }
    }

    private static List<String> byTheRules(String text) {
        List<String> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(TextFolding.fold(text));
        while (matcher.find()) {
            String term = matcher.group();
            if (matcher.group("alone") != null) {
                terms.addAll(pairs(term));
                continue;
            }
            if (matcher.group("digits") != null) {
                term = term.replaceAll("\\P{Nd}", "");
            }
            char[] letters = term.replaceAll("['\u2019\u02BC]", "").toCharArray();
            terms.add(new String(letters, 0, new NounStem().fold(letters, 0, letters.length)));
        }
        return terms;
    }

    private static List<String> pairs(String run) {
        List<String> letters = Pattern.compile(ALONE)
                .matcher(run)
                .results()
                .map(MatchResult::group)
                .toList();
        return letters.size() == 1
                ? letters
                : IntStream.range(1, letters.size())
                        .mapToObj(i -> letters.get(i - 1) + letters.get(i))
                        .toList();
    }

    @Test
    void keepsNothingOfTheTextBefore() {
        assertThat(read("a much longer text of many words")).hasSize(7);
        assertThat(read("Zürich")).containsExactly("zurich");
        assertThat(read("")).isEmpty();
        assertThat(read("red")).containsExactly("red");
    }

    /** There is no character behind it to look at: a reader's memory is as long as its first text. */
    @Test
    void theFirstTextMayEndWithAnApostrophe() {
        assertThat(read("bikes'")).containsExactly("bike");
    }

    /** Of letters that endings are made of, so that each rule of {@link NounStem} is met with others before it. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void stemsNumbersAsItStemsText(long seed) {
        Random random = new Random(seed);
        List<String> nouns =
                List.of("rad", "bild", "haus", "glas", "schloss", "brett", "holz", "chev", "batter", "telef");
        NounStem stems = new NounStem();
        for (int round = 0; round < 50_000; round++) {
            StringBuilder word =
                    new StringBuilder(random.nextInt(3) == 0 ? nouns.get(random.nextInt(nouns.size())) : "");
            for (int i = random.nextInt(7); i >= 0; i--) {
                word.append("aeiouysxnrtlhczvfgmbdk".charAt(random.nextInt(random.nextBoolean() ? 10 : 22)));
            }
            char[] letters = word.toString().toCharArray();
            String stem = new String(letters, 0, stems.fold(letters, 0, letters.length));
            assertThat(readPacked(word.toString()))
                    .as("seed %d, '%s'", seed, word)
                    .containsExactly(stem);
        }
    }

    /** Eight and sixty-four characters are read in one step, and a word stands across them. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void readsTextsOfEveryLengthAtEveryPlace(long seed) {
        Random random = new Random(seed);
        for (int length = 0; length < 300; length++) {
            for (int round = 0; round < 20; round++) {
                StringBuilder text = new StringBuilder();
                String characters = round % 2 == 0 ? "aZ9 '" : "bikesBIKES13 ',@[`{/:\u007F\0";
                for (int i = 0; i < length; i++) {
                    text.append(characters.charAt(random.nextInt(characters.length())));
                }
                if (round % 5 == 0) {
                    text.append("é".repeat(random.nextInt(2))).append("s'\uD800'x");
                }
                assertThat(read(text.toString()))
                        .as("seed %d, '%s'", seed, text)
                        .isEqualTo(byTheRules(text.toString()));
            }
        }
    }

    @Test
    void takesNoMoreTermsThanAnyOtherReader() {
        for (int words :
                List.of(TextAnalyzer.MAX_TERMS - 1, TextAnalyzer.MAX_TERMS, TextAnalyzer.MAX_TERMS + 1, 20_000)) {
            assertThat(read("a1".repeat(words / 2) + "b".repeat(words % 2)))
                    .hasSize(Math.min(words, TextAnalyzer.MAX_TERMS));
        }
        assertThat(read("x".repeat(100_000))).containsExactly("x".repeat(TextAnalyzer.MAX_TERM_LENGTH));
        assertThat(read("7".repeat(100_000) + "'")).containsExactly("7".repeat(TextAnalyzer.MAX_TERM_LENGTH));
        assertThat(read("a'".repeat(100_000))).containsExactly("a".repeat(TextAnalyzer.MAX_TERM_LENGTH));
    }
}
