package dev.souk.core.listing;

import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The rows of images and attributes that listings have, by the number of the listing. Read while the listings are locked,
 * so that they stay as they are.
 */
record StoredParts(Map<Long, List<Stored<Image>>> images, Map<Long, List<Stored<Attribute>>> attributes) {

    /** Of listings that have none yet. */
    static final StoredParts NONE = new StoredParts(Map.of(), Map.of());

    private static final String IMAGES = """
            select id, listing_id, position, url, width, height from {schema}.images where listing_id = any(?)
            order by listing_id, position, id""";

    private static final String ATTRIBUTES = """
            select id, listing_id, key, value from {schema}.listing_attributes where listing_id = any(?)
            order by listing_id, id""";

    static StoredParts of(DSLContext dsl, List<Long> listingIds) {
        StoredParts parts = new StoredParts(new HashMap<>(), new HashMap<>());
        ColumnStatement.of(dsl, IMAGES, listingIds).longs(id -> id).forEach(row -> {
            Image image = new Image(row.getLong(2), row.getInt(3), row.getString(4), integer(row, 5), integer(row, 6));
            add(parts.images, image.listingId(), new Stored<>(row.getLong(1), image));
        });
        ColumnStatement.of(dsl, ATTRIBUTES, listingIds).longs(id -> id).forEach(row -> {
            Attribute attribute = new Attribute(row.getLong(2), row.getString(3), row.getString(4));
            add(parts.attributes, attribute.listingId(), new Stored<>(row.getLong(1), attribute));
        });
        return parts;
    }

    private static <T> void add(Map<Long, List<Stored<T>>> parts, long listingId, Stored<T> part) {
        parts.computeIfAbsent(listingId, id -> new ArrayList<>()).add(part);
    }

    @Nullable
    private static Integer integer(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    List<Stored<Image>> imagesOf(long listingId) {
        return images.getOrDefault(listingId, List.of());
    }

    List<Stored<Attribute>> attributesOf(long listingId) {
        return attributes.getOrDefault(listingId, List.of());
    }

    /** A row and its number. */
    record Stored<T>(long id, T part) {}

    /** What a row of {@code images} says. */
    record Image(
            long listingId,
            int position,
            String url,
            @Nullable Integer width,
            @Nullable Integer height) {

        /** The rows that the images of a listing are to have. */
        static List<Image> of(long listingId, Listing listing) {
            List<Image> images = new ArrayList<>();
            for (ListingImage image : listing.images()) {
                images.add(new Image(listingId, images.size(), image.url().toString(), image.width(), image.height()));
            }
            return images;
        }
    }

    /** What a row of {@code listing_attributes} says; a row that Souk did not write may have no value. */
    record Attribute(long listingId, String key, @Nullable String value) {

        /** The rows that the attributes of a listing are to have. */
        static List<Attribute> of(long listingId, Listing listing) {
            List<Attribute> attributes = new ArrayList<>();
            listing.attributes().forEach((key, value) -> attributes.add(new Attribute(listingId, key, value)));
            return attributes;
        }
    }
}
