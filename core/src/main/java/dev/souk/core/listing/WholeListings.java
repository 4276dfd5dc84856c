package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.core.listing.StoredParts.Attribute;
import dev.souk.core.listing.StoredParts.Image;
import dev.souk.core.listing.StoredParts.Stored;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Listings with their images and attributes, and what the price list says of them, by their numbers. The text is always
 * the same and its best plan too, so driver and server keep what they made of it.
 */
final class WholeListings {

    private static final String READ = """
            select {columns}, image.urls, image.widths, image.heights, attribute.keys, attribute.texts,
                (select {entry} from {schema}.price_list as listing where listing.id = whole.id)
            from {schema}.listings as whole
            left join lateral (
                select array_agg(url) as urls, array_agg(width) as widths, array_agg(height) as heights
                from (
                    select url, width, height from {schema}.images
                    where listing_id = whole.id order by position, id) as each) as image on true
            left join lateral (
                select array_agg(key) as keys, array_agg(value) as texts
                from (
                    select key, value from {schema}.listing_attributes
                    where listing_id = whole.id and value is not null order by id) as each) as attribute on true
            where whole.id = any(?)""".replace("{columns}", ListingReader.COLUMNS.replace("listing.", "whole."))
            .replace("{entry}", PriceList.ENTRY_TEXT);

    /** Where the columns stand that are not of {@code listings}. */
    private static final int IMAGES = ListingReader.COLUMNS.split(",").length + 1;

    private static final int ATTRIBUTES = IMAGES + 3;
    private static final int ENTRY = ATTRIBUTES + 2;

    private WholeListings() {}

    /** Those that are there, by number. */
    static Map<Long, Whole> byIds(DSLContext dsl, List<Long> ids) {
        Map<Long, Whole> found = new HashMap<>();
        ColumnStatement.of(dsl, READ, ids).longs(id -> id).forEach(row -> {
            Record record = ListingReader.record(dsl, row);
            long id = record.get(LISTING.ID);
            StoredParts parts = new StoredParts(Map.of(id, images(id, row)), Map.of(id, attributes(id, row)));
            found.put(id, new Whole(ListingReader.read(record, parts), row.getString(ENTRY)));
        });
        return found;
    }

    private static List<Stored<Image>> images(long id, ResultSet row) throws SQLException {
        @Nullable Object[] urls = array(row, IMAGES);
        @Nullable Object[] widths = array(row, IMAGES + 1);
        @Nullable Object[] heights = array(row, IMAGES + 2);
        List<Stored<Image>> images = new ArrayList<>();
        for (int i = 0; i < urls.length; i++) {
            String url = (String) Objects.requireNonNull(urls[i], "an image has an address");
            images.add(new Stored<>(i, new Image(id, i, url, (Integer) widths[i], (Integer) heights[i])));
        }
        return images;
    }

    private static List<Stored<Attribute>> attributes(long id, ResultSet row) throws SQLException {
        @Nullable Object[] keys = array(row, ATTRIBUTES);
        @Nullable Object[] texts = array(row, ATTRIBUTES + 1);
        List<Stored<Attribute>> attributes = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            String key = (String) Objects.requireNonNull(keys[i], "an attribute has a name");
            attributes.add(new Stored<>(i, new Attribute(id, key, (String) texts[i])));
        }
        return attributes;
    }

    private static @Nullable Object[] array(ResultSet row, int column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? new Object[0] : (Object[]) array.getArray();
    }

    /**
     * One of them.
     *
     * @param entry what the price list says of it, as {@link PriceList#ENTRY} does; null if it is not in there
     */
    record Whole(StoredRow row, @Nullable String entry) {}
}
