package dev.souk.scraper.marketplace;

import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An address in the making: a path of encoded segments, then parameters of which the unset ones are left out. */
final class SearchUrl {

    private final StringBuilder url;
    private char separator = '?';

    private SearchUrl(String base) {
        url = new StringBuilder(base);
    }

    /** Starts from a site or a page of it, without a query. */
    static SearchUrl of(String base) {
        return new SearchUrl(base);
    }

    /** Words as sites write them into paths: {@code dark blue} is {@code dark-blue}. */
    static String slug(String words) {
        return WebUrl.encoded(words.strip().replaceAll("\\s+", "-"));
    }

    SearchUrl path(String segment) {
        url.append('/').append(segment);
        return this;
    }

    SearchUrl with(String name, @Nullable Object value) {
        if (value != null) {
            url.append(separator).append(WebUrl.encoded(name)).append('=').append(WebUrl.encoded(value.toString()));
            separator = '&';
        }
        return this;
    }

    URI build() {
        return URI.create(url.toString());
    }
}
