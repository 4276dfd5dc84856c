package dev.souk.scraper.normalize;

import dev.souk.model.listing.Listing;
import dev.souk.scraper.source.RawListing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a raw listing. */
public sealed interface Normalized {

    /**
     * It can be stored.
     *
     * @param listing clean
     * @param repairs what had to be cut, dropped or left unknown, for people; empty if all was well
     */
    record Accepted(Listing listing, List<String> repairs) implements Normalized {

        /** Copies the repairs. */
        public Accepted {
            repairs = List.copyOf(repairs);
        }
    }

    /**
     * It lacks something that every listing has.
     *
     * @param raw the listing as it was found
     * @param field the field at fault
     * @param value what it held; null if nothing
     * @param reason what is wrong with it, for people
     */
    record Rejected(RawListing raw, String field, @Nullable String value, String reason) implements Normalized {}
}
