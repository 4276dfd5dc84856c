package dev.souk.scraper.schemaorg;

import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An id for a listing that names none, from the address of its page. */
final class ListingId {

    /** Short numbers are years, sizes and page numbers. */
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9])\\d{5,20}(?![A-Za-z0-9])");

    private ListingId() {}

    /** The last long number of the address, else its path and query, of these the last 100 characters. */
    @Nullable
    static String of(@Nullable String address) {
        if (address == null || address.length() > 4_000) {
            return null;
        }
        String path = pathAndQuery(address.strip());
        String last = null;
        Matcher number = NUMBER.matcher(path);
        while (number.find()) {
            last = number.group();
        }
        if (last != null) {
            return last;
        }
        return path.isEmpty() || path.equals("/")
                ? null
                : path.substring(Math.max(0, path.length() - ListingKey.MAX_EXTERNAL_ID_LENGTH));
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
