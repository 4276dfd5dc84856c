package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.paging.NewestFirst;
import dev.souk.model.listing.StoredListing;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;

/** The listing to which a row of another table points, with images and attributes. For use inside {@code core}. */
public final class JoinedListing {

    private JoinedListing() {}

    /** Of the rows that have its number in this column, each of which is that of a listing. */
    public static NewestFirst.Joined of(Field<Long> number) {
        return new NewestFirst.Joined(LISTING, LISTING.ID.eq(number), ListingReader.FIELDS);
    }

    /** Reads it; empty if the model refuses what stands there. */
    public static Optional<StoredListing> read(Record row) {
        return ListingReader.read(row).listing();
    }
}
