package dev.souk.core.listing;

import dev.souk.core.transaction.Savepoints;
import dev.souk.model.InvalidValueException;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Which field of a listing the database refuses, as far as its error names a column, a constraint or a table. */
final class RefusedField {

    /** Columns of {@code listings} and the fields that they hold; a longer name before one that it contains. */
    private static final List<Map.Entry<String, String>> COLUMNS = List.of(
            Map.entry("advertised_previous", "previousPrice"),
            Map.entry("previous_price", "previousPrice"),
            Map.entry("previous_currency", "previousPrice"),
            Map.entry("price", "price"),
            Map.entry("currency", "price"),
            Map.entry("external_id", "key"),
            Map.entry("source", "key"),
            Map.entry("title", "title"),
            Map.entry("listing_url", "url"),
            Map.entry("description", "description"),
            Map.entry("search_vector", "description"),
            Map.entry("location", "location"),
            Map.entry("point", "point"),
            Map.entry("latitude", "point"),
            Map.entry("longitude", "point"),
            Map.entry("subcategory", "subcategory"),
            Map.entry("category", "category"),
            Map.entry("seller", "seller"),
            Map.entry("listed_date", "listedAt"),
            Map.entry("is_sold", "status"),
            Map.entry("is_deleted", "status"),
            Map.entry("is_pending", "status"));

    private static final Map<String, String> TABLES =
            Map.of("images", "images", "listing_attributes", "attributes", "listing_prices", "price");

    /** What the fields hold that may be shown: not the seller. */
    private static final Map<String, Function<Listing, @Nullable Object>> VALUES = Map.ofEntries(
            Map.entry("key", Listing::key),
            Map.entry("title", Listing::title),
            Map.entry("url", Listing::url),
            Map.entry("description", Listing::description),
            Map.entry("price", Listing::price),
            Map.entry("previousPrice", Listing::previousPrice),
            Map.entry("location", Listing::location),
            Map.entry("point", Listing::point),
            Map.entry("category", Listing::category),
            Map.entry("subcategory", Listing::subcategory),
            Map.entry("listedAt", Listing::listedAt),
            Map.entry("status", Listing::status),
            Map.entry("attributes", Listing::attributes),
            Map.entry(
                    "images",
                    listing -> listing.images().stream().map(ListingImage::url).toList()));

    private RefusedField() {}

    /** A listing that was refused for what it holds. */
    static UpsertOutcome.Rejected rejected(Listing listing, DataAccessException refusal) {
        @Nullable String field = of(refusal);
        return new UpsertOutcome.Rejected(
                listing.key(), field, field == null ? null : valueOf(listing, field), Savepoints.reason(refusal));
    }

    /** The beginning of what a field holds; null if that is nothing, or not to be shown. */
    @Nullable
    static String valueOf(Listing listing, String field) {
        @Nullable Function<Listing, @Nullable Object> read = VALUES.get(field);
        @Nullable Object value = read == null ? null : read.apply(listing);
        return value == null ? null : InvalidValueException.shown(value.toString());
    }

    /**
     * The component of {@link dev.souk.model.listing.Listing}; null if the error names none, as where a text is too long
     * for a column that somebody made narrower, or if the driver is another than PostgreSQL's own.
     */
    @Nullable
    private static String of(DataAccessException refusal) {
        @Nullable PSQLException cause = refusal.getCause(PSQLException.class);
        @Nullable ServerErrorMessage error = cause == null ? null : cause.getServerErrorMessage();
        if (error == null || error.getTable() == null) {
            return null;
        }
        if (!"listings".equals(error.getTable())) {
            return TABLES.get(error.getTable());
        }
        // A constraint is called after its columns, by Souk as by PostgreSQL.
        String named =
                Objects.requireNonNullElse(error.getColumn(), Objects.requireNonNullElse(error.getConstraint(), ""));
        return COLUMNS.stream()
                .filter(column -> named.contains(column.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
