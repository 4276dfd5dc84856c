package dev.souk.model.listing;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A photo of a listing.
 *
 * @param url absolute, http or https
 * @param width in pixels, positive; null if not known
 * @param height in pixels, positive; null if not known
 */
public record ListingImage(
        URI url, @Nullable Integer width, @Nullable Integer height) {

    /** The longest URL, in characters. */
    public static final int MAX_URL_LENGTH = 4_000;

    /** Checks the URL and the size. */
    public ListingImage {
        Listing.requireWebUrl("image", url);
        StorableText.requireOf("an image", "url", url.toString(), MAX_URL_LENGTH);
        if ((width != null && width < 1) || (height != null && height < 1)) {
            throw new InvalidValueException(
                    "size", width + " x " + height, "image size must be positive: %s x %s".formatted(width, height));
        }
    }

    /** A photo of unknown size. */
    public static ListingImage of(URI url) {
        return new ListingImage(url, null, null);
    }
}
