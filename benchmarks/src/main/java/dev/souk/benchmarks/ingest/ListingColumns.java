package dev.souk.benchmarks.ingest;

import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of {@code listings} that the listings measured with fill, and their values. */
final class ListingColumns {

    static final List<String> KEY = List.of("external_id", "source");

    static final List<String> CONTENT = List.of(
            "title",
            "listing_url",
            "description",
            "price",
            "currency",
            "location",
            "category",
            "seller_id",
            "listed_date",
            "content_hash");

    private ListingColumns() {}

    /** All of them, as SQL lists them: with {@code form} made of each, as in {@code "excluded.%s"}. */
    static String all(String form) {
        return KEY.stream().map(form::formatted).collect(Collectors.joining(", ")) + ", " + content(form);
    }

    /** All but the key. */
    static String content(String form) {
        return CONTENT.stream().map(column -> form.replace("%s", column)).collect(Collectors.joining(", "));
    }

    /** Binds all of them from 1 on. */
    static int bind(PreparedStatement statement, Listing listing) throws SQLException {
        int next = 1;
        statement.setString(next++, listing.key().externalId());
        statement.setString(next++, listing.key().source().value());
        statement.setString(next++, listing.title());
        statement.setString(next++, listing.url().toString());
        statement.setString(next++, listing.description());
        statement.setBigDecimal(next++, amount(listing));
        statement.setString(next++, currency(listing));
        statement.setString(next++, listing.location());
        statement.setString(next++, listing.category());
        statement.setString(next++, listing.seller().id());
        @Nullable OffsetDateTime listedAt = listedAt(listing);
        if (listedAt == null) {
            statement.setNull(next++, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(next++, listedAt);
        }
        statement.setBytes(next++, ContentHash.of(listing));
        return next;
    }

    @Nullable
    static BigDecimal amount(Listing listing) {
        @Nullable Money price = listing.price();
        return price == null ? null : price.amount();
    }

    @Nullable
    static String currency(Listing listing) {
        @Nullable Money price = listing.price();
        return price == null ? null : price.currency();
    }

    @Nullable
    static OffsetDateTime listedAt(Listing listing) {
        return listing.listedAt() == null ? null : listing.listedAt().atOffset(ZoneOffset.UTC);
    }
}
