package dev.souk.scraper.selector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done to a text. Empty if nothing is left of it. */
@FunctionalInterface
interface Transform {

    Optional<String> apply(String text);

    /** What follows the first of these words. */
    static Transform after(String words) {
        return text -> {
            int found = text.indexOf(words);
            return found < 0 ? Optional.empty() : Optional.of(text.substring(found + words.length()));
        };
    }

    /** What stands before the first of these words; everything if they are not there. */
    static Transform before(String words) {
        return text -> {
            int found = text.indexOf(words);
            return Optional.of(found < 0 ? text : text.substring(0, found));
        };
    }

    /** What the first group of a pattern matches, or all of it where it has none. In time linear in the text. */
    static Transform match(String pattern) {
        Pattern compiled = Patterns.compiled(pattern);
        int group = Math.min(1, compiled.groupCount());
        return text -> {
            Matcher matcher = compiled.matcher(text);
            return matcher.find() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
        };
    }

    /** The value that the text stands for; empty for a text that is not named. Capitals make no difference. */
    static Transform map(Map<String, String> values) {
        Map<String, String> lower = values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().strip().toLowerCase(Locale.ROOT), Map.Entry::getValue, (a, b) -> a));
        return text -> Optional.ofNullable(lower.get(text.strip().toLowerCase(Locale.ROOT)));
    }

    /** The text with something around it. */
    static Transform inside(String template) {
        if (!template.contains("{}")) {
            throw new IllegalArgumentException("must hold {} where the value goes: " + template);
        }
        return text -> Optional.of(template.replace("{}", text));
    }
}
