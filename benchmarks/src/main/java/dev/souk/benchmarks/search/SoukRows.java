package dev.souk.benchmarks.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * The rows of a page of Souk's tables by JDBC alone, with the columns that the original's have: what the server and the
 * driver need for them, without images and attributes and without the model. Not thread-safe.
 */
final class SoukRows {

    private static final String COLUMNS =
            "l.id, l.external_id, l.title, l.description, l.price, l.currency, l.location, l.category, l.subcategory,"
                    + " l.seller_name, l.seller_id, l.listing_url, l.listed_date, l.scraped_date, l.source, l.is_sold,"
                    + " l.is_deleted, l.created_at, l.updated_at";

    private static final String ORDER = " ORDER BY created_at DESC, id DESC LIMIT 20";

    private final Connection connection;

    SoukRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * A page of what is in some categories and a range of prices, newest first.
     *
     * @param after the last listing before the page; null for the first
     */
    List<Long> ofCategoryAndPrice(Question asked, @Nullable DeepPlace after) {
        String ofOne = "(SELECT id, created_at FROM souk.price_list"
                + " WHERE category = ? AND currency = ? AND price >= ? AND price <= ?"
                + (after == null ? "" : " AND (created_at, id) < (?, ?)") + ORDER + ")";
        String ofAll = String.join(
                " UNION ALL ", Collections.nCopies(asked.categories().size(), ofOne));
        String sql = "SELECT " + COLUMNS + " FROM (SELECT id, created_at FROM (" + ofAll + ") parts" + ORDER
                + ") p JOIN souk.listings l ON l.id = p.id ORDER BY p.created_at DESC, p.id DESC";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            // As Souk does: each range of prices is planned for itself.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            int next = 1;
            for (String category : asked.categories()) {
                statement.setString(next++, category);
                statement.setString(next++, Market.CURRENCY);
                statement.setBigDecimal(next++, asked.low());
                statement.setBigDecimal(next++, asked.high());
                if (after != null) {
                    statement.setTimestamp(next++, Timestamp.from(after.firstSeen()));
                    statement.setLong(next++, after.id());
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
            throw new IllegalStateException("the rows of a page could not be read: " + sql, e);
        }
    }
}
