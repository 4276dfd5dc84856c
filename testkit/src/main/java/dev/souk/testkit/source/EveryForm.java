package dev.souk.testkit.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds a text in every form in which a page may write it: as it is, escaped for JSON or HTML, encoded for a URL. */
final class EveryForm {

    /** Shorter texts are words, or parts of any: they count only where they stand alone. */
    private static final int SHORTEST_PART = 3;

    private static final Map<Integer, String> ENTITIES = Map.of(
            (int) '&',
            "&amp;",
            (int) '<',
            "&lt;",
            (int) '>',
            "&gt;",
            (int) '"',
            "&quot;",
            (int) '\'',
            "&apos;",
            (int) '@',
            "&commat;",
            (int) '+',
            "&plus;");

    private EveryForm() {}

    /** Of several words in any case; a single word in another case may be one of the page's own, such as max. */
    static Pattern of(String text) {
        String forms = text.codePoints().mapToObj(EveryForm::forms).collect(Collectors.joining());
        boolean severalWords = text.strip().codePoints().anyMatch(Character::isWhitespace);
        return Pattern.compile(
                text.length() < SHORTEST_PART ? "(?<![\\p{L}\\p{N}])" + forms + "(?![\\p{L}\\p{N}])" : forms,
                severalWords ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    /** Every form of a character, as part of a pattern. */
    static String forms(int character) {
        String self = Character.toString(character);
        List<String> forms = new ArrayList<>();
        forms.add(Pattern.quote(self));
        forms.add("(?i:&#0{0,5}" + character + ";|&#x0{0,5}" + Integer.toHexString(character) + ";)");
        forms.add("(?i:"
                + self.chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\\\{1,4}u%04x", unit))
                        .collect(Collectors.joining())
                + ")");
        forms.add("(?i:" + percent(self) + ")");
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            forms.add("\\s{1,9}|&nbsp;|\\+");
        } else if (ENTITIES.containsKey(character)) {
            forms.add("\\\\{0,4}" + Pattern.quote(self));
            forms.add(ENTITIES.getOrDefault(character, self));
        } else if (character == '/') {
            forms.add("\\\\{1,4}/");
        } else if (character > 127) {
            // Which of the two thousand names it is does not matter here.
            forms.add("&[A-Za-z][A-Za-z0-9]{1,30};");
        }
        return "(?:" + String.join("|", forms) + ")";
    }

    private static String percent(String character) {
        StringBuilder percent = new StringBuilder();
        for (byte unit : character.getBytes(StandardCharsets.UTF_8)) {
            percent.append(String.format(Locale.ROOT, "%%(?:25)?%02x", unit));
        }
        return percent.toString();
    }
}
