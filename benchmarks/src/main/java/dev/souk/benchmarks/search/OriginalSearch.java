package dev.souk.benchmarks.search;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Searches as the original system did: its tables and indexes, ILIKE for text and places, OFFSET for pages. */
final class OriginalSearch {

    private static final String OPEN = " FROM original.listings WHERE NOT is_deleted AND NOT is_sold";
    private static final String IN_CATEGORY = " AND category = ?";
    private static final String PRICE = " AND currency = ? AND price >= ? AND price <= ?";
    private static final String PLACE = " AND location ILIKE ?";
    private static final String TEXT = " AND (title ILIKE ? OR description ILIKE ?)";
    private static final String NO_TEXT = " AND NOT (title ILIKE ? OR coalesce(description, '') ILIKE ?)";

    private final Connection connection;

    OriginalSearch(Connection connection) {
        this.connection = connection;
    }

    List<Long> categoryAndPrice(Question asked, int offset) {
        return page(IN_CATEGORY + PRICE, offset, asked.category(), Market.CURRENCY, asked.low(), asked.high());
    }

    List<Long> words(Question asked) {
        String first = like(asked.two().get(0));
        String second = like(asked.two().get(1));
        return page(TEXT + TEXT, 0, first, first, second, second);
    }

    List<Long> phrase(Question asked) {
        String phrase = like(asked.phrase());
        String excluded = like(asked.excluded());
        return page(TEXT + NO_TEXT, 0, phrase, phrase, excluded, excluded);
    }

    List<Long> categoryAndPlace(Question asked) {
        return page(IN_CATEGORY + PLACE, 0, asked.category(), like(asked.city()));
    }

    List<Long> combined(Question asked) {
        String word = like(asked.word());
        return page(
                IN_CATEGORY + PRICE + PLACE + TEXT,
                0,
                asked.category(),
                Market.CURRENCY,
                asked.low(),
                asked.high(),
                like(asked.city()),
                word,
                word);
    }

    List<Long> cheapest(Question asked) {
        return numbers(
                "SELECT *" + OPEN + IN_CATEGORY + PRICE + " ORDER BY price, id LIMIT 20",
                asked.category(),
                Market.CURRENCY,
                asked.low(),
                asked.high());
    }

    long countOfCategoryAndPrice(Question asked) {
        return numbers(
                        "SELECT count(*)" + OPEN + IN_CATEGORY + PRICE,
                        asked.category(),
                        Market.CURRENCY,
                        asked.low(),
                        asked.high())
                .get(0);
    }

    private List<Long> page(String conditions, int offset, Object... values) {
        return numbers(
                "SELECT *" + OPEN + conditions + " ORDER BY created_at DESC, id DESC LIMIT 20 OFFSET " + offset,
                values);
    }

    private List<Long> numbers(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof BigDecimal price) {
                    statement.setBigDecimal(i + 1, price);
                } else {
                    statement.setString(i + 1, values[i].toString());
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
