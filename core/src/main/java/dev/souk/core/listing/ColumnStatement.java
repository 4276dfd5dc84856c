package dev.souk.core.listing;

import static dev.souk.jooq.Souk.SOUK;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A statement that takes many rows at once: one array for each column, in the order of its question marks, read there
 * by {@code unnest} or {@code = ANY}. In its text {@code {schema}} stands for the schema. Not thread-safe.
 *
 * <p>It goes to the driver as it stands, on the connection of the transaction: every listing of every crawl passes here,
 * and jOOQ would compose the text anew each time and write each array as one long literal. So the text is always the
 * same, which lets driver and server keep what they made of it, and the driver sends arrays in binary form.
 */
final class ColumnStatement<T> {

    private final DSLContext dsl;
    private final String sql;
    private final List<T> rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    private ColumnStatement(DSLContext dsl, String sql, List<T> rows) {
        this.dsl = dsl;
        this.sql = sql;
        this.rows = rows;
    }

    /** The statement for these rows; its columns are still to be given. */
    static <T> ColumnStatement<T> of(DSLContext dsl, String sql, List<T> rows) {
        String schema = dsl.render(Objects.requireNonNull(dsl.map(SOUK)).getUnqualifiedName());
        return new ColumnStatement<>(dsl, sql.replace("{schema}", schema), rows);
    }

    /** A column of text. */
    ColumnStatement<T> texts(Function<? super T, ? extends @Nullable String> value) {
        return column("text", String.class, value);
    }

    /** A column of bytes, handed in as hexadecimal digits. */
    ColumnStatement<T> bytes(Function<? super T, ? extends @Nullable String> hex) {
        return column("bytea", byte[].class, row -> {
            @Nullable String digits = hex.apply(row);
            return digits == null ? null : HexFormat.of().parseHex(digits);
        });
    }

    /** A column of ids and the like. */
    ColumnStatement<T> longs(Function<? super T, Long> value) {
        return column("int8", Long.class, value);
    }

    /** A column of whole numbers. */
    ColumnStatement<T> integers(Function<? super T, ? extends @Nullable Integer> value) {
        return column("int4", Integer.class, value);
    }

    /** A column of times, in the form that ISO 8601 gives them. */
    ColumnStatement<T> instants(Function<? super T, ? extends @Nullable Instant> value) {
        return column("timestamptz", String.class, row -> {
            @Nullable Instant instant = value.apply(row);
            return instant == null ? null : instant.toString();
        });
    }

    /** A column of amounts. */
    ColumnStatement<T> decimals(Function<? super T, ? extends @Nullable BigDecimal> value) {
        return column("numeric", BigDecimal.class, value);
    }

    /** A column of degrees. */
    ColumnStatement<T> doubles(Function<? super T, ? extends @Nullable Double> value) {
        return column("float8", Double.class, value);
    }

    /** A column of marks. */
    ColumnStatement<T> booleans(Function<? super T, Boolean> value) {
        return column("bool", Boolean.class, value);
    }

    private <V> ColumnStatement<T> column(
            String type, Class<V> elements, Function<? super T, ? extends @Nullable V> value) {
        @Nullable Object[] array = (@Nullable Object[]) java.lang.reflect.Array.newInstance(elements, rows.size());
        boolean saysSomething = false;
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
            saysSomething |= array[i] != null;
        }
        // What unnest gets too short it fills up with nulls.
        @Nullable Object[] sent = saysSomething ? array : Arrays.copyOf(array, 0);
        columns.add(connection -> connection.createArrayOf(type, sent));
        types.add(type);
        return this;
    }

    /** Runs it. */
    void execute() {
        run(PreparedStatement::execute);
    }

    /** Runs it and reads what it answers, row by row. */
    void forEach(RowReader each) {
        run(statement -> {
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    each.read(row);
                }
            }
        });
    }

    private void run(Work work) {
        dsl.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(typed())) {
                bind(connection, statement);
                work.on(statement);
            }
        });
    }

    /** With the type of each array, which a driver that speaks the simple protocol does not tell the server. */
    private String typed() {
        StringBuilder typed = new StringBuilder(sql.length() + 10 * types.size());
        int end = 0;
        for (String type : types) {
            int mark = sql.indexOf('?', end) + 1;
            typed.append(sql, end, mark).append("::").append(type).append("[]");
            end = mark;
        }
        return typed.append(sql, end, sql.length()).toString();
    }

    private void bind(Connection connection, PreparedStatement statement) throws SQLException {
        int next = 1;
        for (Column column : columns) {
            statement.setArray(next++, column.on(connection));
        }
    }

    /** Takes one row of an answer. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private interface Work {
        void on(PreparedStatement statement) throws SQLException;
    }

    private interface Column {
        Array on(Connection connection) throws SQLException;
    }
}
