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

    private List<String> read(String text) {
        List<String> terms = new ArrayList<>();
        int count = reader.read(text, (chars, from, length) -> terms.add(new String(chars, from, length)));
        assertThat(count).isEqualTo(terms.size());
        return terms;
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
            terms.add(new String(letters, 0, NounStem.fold(letters, 0, letters.length)));
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
}
