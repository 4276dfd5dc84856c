package dev.souk.benchmarks.search;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches as the original system did: its tables and indexes, ILIKE for text and places, OFFSET for pages; a page is read
 * with the images and attributes of its listings, each by one statement. Not thread-safe.
 */
final class OriginalSearch {

    private static final String OPEN = " FROM original.listings WHERE NOT is_deleted AND NOT is_sold";
    private static final String PRICE = " AND currency = ? AND price >= ? AND price <= ?";
    private static final String PLACE = " AND location ILIKE ?";
    private static final String TEXT = " AND (title ILIKE ? OR description ILIKE ?)";
    private static final String NO_TEXT = " AND NOT (title ILIKE ? OR coalesce(description, '') ILIKE ?)";

    private final Connection connection;

    OriginalSearch(Connection connection) {
        this.connection = connection;
    }

    List<Long> categoryAndPrice(Question asked, int offset) {
        return withParts(rowsOfCategoryAndPrice(asked, offset));
    }

    /** Without images and attributes. */
    List<Long> rowsOfCategoryAndPrice(Question asked, int offset) {
        return rows(inCategory(asked) + PRICE, offset, values(asked, Market.CURRENCY, asked.low(), asked.high()));
    }

    List<Long> words(Question asked) {
        String first = like(asked.two().get(0));
        String second = like(asked.two().get(1));
        return page(TEXT + TEXT, List.of(first, first, second, second));
    }

    List<Long> phrase(Question asked) {
        String phrase = like(asked.phrase());
        String excluded = like(asked.excluded());
        return page(TEXT + NO_TEXT, List.of(phrase, phrase, excluded, excluded));
    }

    List<Long> categoryAndPlace(Question asked) {
        return page(inCategory(asked) + PLACE, values(asked, like(asked.city())));
    }

    List<Long> combined(Question asked) {
        String word = like(asked.word());
        return page(
                inCategory(asked) + PRICE + PLACE + TEXT,
                values(asked, Market.CURRENCY, asked.low(), asked.high(), like(asked.city()), word, word));
    }

    List<Long> cheapest(Question asked) {
        return withParts(numbers(
                "SELECT *" + OPEN + inCategory(asked) + PRICE + " ORDER BY price, id LIMIT 20",
                values(asked, Market.CURRENCY, asked.low(), asked.high())));
    }

    long countOfCategoryAndPrice(Question asked) {
        return numbers(
                        "SELECT count(*)" + OPEN + inCategory(asked) + PRICE,
                        values(asked, Market.CURRENCY, asked.low(), asked.high()))
                .get(0);
    }

    private static String inCategory(Question asked) {
        return asked.categories().size() == 1
                ? " AND category = ?"
                : " AND category IN (?" + ", ?".repeat(asked.categories().size() - 1) + ")";
    }

    /** The categories, and what follows them. */
    private static List<Object> values(Question asked, Object... others) {
        List<Object> values = new ArrayList<>(asked.categories());
        values.addAll(List.of(others));
        return values;
    }

    private List<Long> page(String conditions, List<?> values) {
        return withParts(rows(conditions, 0, values));
    }

    private List<Long> rows(String conditions, int offset, List<?> values) {
        return numbers(
                "SELECT *" + OPEN + conditions + " ORDER BY created_at DESC, id DESC LIMIT 20 OFFSET " + offset,
                values);
    }

    private List<Long> withParts(List<Long> listings) {
        for (String parts : List.of("images", "listing_attributes")) {
            numbers(
                    "SELECT * FROM original.%s WHERE listing_id = ANY (?) ORDER BY listing_id, id".formatted(parts),
                    List.of(listings));
        }
        return listings;
    }

    private List<Long> numbers(String sql, List<?> values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof BigDecimal price) {
                    statement.setBigDecimal(i + 1, price);
                } else if (values.get(i) instanceof List<?> numbers) {
                    statement.setArray(i + 1, connection.createArrayOf("integer", numbers.toArray()));
                } else {
                    statement.setString(i + 1, values.get(i).toString());
                }
            }
            List<Long> numbers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException("the original's search failed: " + sql, e);
        }
    }

    private static String like(String text) {
        return "%" + text + "%";
    }
}
