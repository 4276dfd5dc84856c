package dev.souk.scraper.marketplace;

import dev.souk.scraper.text.WebUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place or category as sites name it in addresses: in words and by number, written {@code berlin/3331}. */
record SlugAndNumber(String slug, String number) {

    private static final Pattern FORM = Pattern.compile("([\\p{L}\\p{N}_+.-]{1,80})/(\\d{1,10})");

    /**
     * Reads what the host asks for.
     *
     * @param field its name in the search, for the message
     * @throws IllegalArgumentException if it is not of that form
     */
    static SlugAndNumber of(String field, @Nullable String text, String byDefault) {
        Matcher form = FORM.matcher(text == null ? byDefault : text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "%s must be written slug/number, such as %s: '%s'".formatted(field, byDefault, text));
        }
        return new SlugAndNumber(WebUrl.encoded(form.group(1)), form.group(2));
    }
}
