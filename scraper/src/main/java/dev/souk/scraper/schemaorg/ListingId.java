package dev.souk.scraper.schemaorg;

import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An id for a listing that names none, from the address of its page. */
final class ListingId {

    /** What the query calls its id, where the path has none. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)(?<![^&])(?:item|ad|listing|product)?_?id=(\\d{5,20})(?![A-Za-z0-9])");

    /** Short numbers are years, sizes and page numbers. */
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9])\\d{5,20}(?![A-Za-z0-9])");

    private ListingId() {}

    /**
     * The last long number of the path, else the id or last long number of the query, which may also have a category or a
     * visit; else path and query, of these the last 100 characters.
     */
    @Nullable
    static String of(@Nullable String address) {
        if (address == null || address.length() > 4_000) {
            return null;
        }
        String whole = pathAndQuery(address.strip());
        int mark = whole.indexOf('?');
        String path = mark < 0 ? whole : whole.substring(0, mark);
        String query = mark < 0 ? "" : whole.substring(mark + 1);
        return last(NUMBER, path)
                .or(() -> last(NAMED, query))
                .or(() -> last(NUMBER, query))
                .orElseGet(() -> whole.isEmpty() || whole.equals("/")
                        ? null
                        : whole.substring(Math.max(0, whole.length() - ListingKey.MAX_EXTERNAL_ID_LENGTH)));
    }

    private static Optional<String> last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .reduce((one, next) -> next)
                .map(found -> found.group(found.groupCount()));
    }

    private static String pathAndQuery(String address) {
        try {
            URI url = URI.create(address);
            String path = url.getRawPath() == null ? "" : url.getRawPath();
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        } catch (IllegalArgumentException notQuiteAnAddress) {
            return address;
        }
    }
}
