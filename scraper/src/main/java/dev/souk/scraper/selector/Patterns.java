package dev.souk.scraper.selector;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Patterns from outside. They match in linear time (RE2), but a small one may still make a program of any size: counted
 * repeats multiply, so their product is bounded before anything is compiled.
 */
final class Patterns {

    private static final int LONGEST = 200;
    private static final int MOST_COPIES = 1_000;
    private static final java.util.regex.Pattern COUNTED = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    private Patterns() {}

    static Pattern compiled(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new IllegalArgumentException("a pattern has at most " + LONGEST + " characters");
        }
        long copies = 1;
        Matcher counted = COUNTED.matcher(pattern);
        while (counted.find()) {
            copies *= Math.max(1, Math.max(number(counted.group(1)), number(counted.group(2))));
            if (copies > MOST_COPIES) {
                throw new IllegalArgumentException("a pattern repeats its parts at most " + MOST_COPIES + " times");
            }
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a pattern: " + e.getMessage(), e);
        }
    }

    private static long number(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        return digits.length() > 6 ? MOST_COPIES + 1 : Long.parseLong(digits);
    }
}
