package dev.souk.core.listing;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into a statement: one array for each column, read there by {@code unnest}. So a statement has as
 * many parameters as columns, and its text does not depend on the number of rows. Not thread-safe.
 */
final class UnnestedRows<T> {

    private static final String ALIAS = "given";

    private final List<T> rows;
    private final List<String> names = new ArrayList<>();
    private final List<Field<?>> arrays = new ArrayList<>();

    UnnestedRows(List<T> rows) {
        this.rows = rows;
    }

    /** Adds a column and returns the field to read it by. */
    <V> Field<V> column(String name, DataType<V> type, Function<? super T, ? extends @Nullable V> value) {
        @SuppressWarnings("unchecked") // the array type of jOOQ's DataType<V> is V[]
        @Nullable
        V[] array = (@Nullable V[]) Array.newInstance(type.getType(), rows.size());
        for (int i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        names.add(name);
        arrays.add(DSL.val(array, type.getArrayDataType().asConvertedDataType(new ArrayBinding<V>(type))));
        return DSL.field(DSL.name(ALIAS, name), type);
    }

    Field<String> text(String name, Function<? super T, ? extends @Nullable String> value) {
        return column(name, SQLDataType.VARCHAR, value);
    }

    /** Bytes, handed in and carried as hexadecimal digits. */
    Field<byte[]> bytes(String name, Function<? super T, ? extends @Nullable String> value) {
        Field<String> hex = text(name, value);
        return DSL.function("decode", SQLDataType.BLOB, hex, DSL.inline("hex"));
    }

    /** The place in the list, from 0. */
    Field<Integer> ordinal() {
        int[] next = {0};
        return column("ordinal", SQLDataType.INTEGER, row -> next[0]++);
    }

    /** What the statement selects from; call it when all columns are there. */
    Table<?> table() {
        StringBuilder sql = new StringBuilder("unnest(");
        for (int i = 0; i < arrays.size(); i++) {
            sql.append(i == 0 ? "{" : ", {").append(i).append('}');
        }
        return DSL.table(sql.append(')').toString(), arrays.toArray(Field<?>[]::new))
                .as(ALIAS, names.toArray(String[]::new));
    }
}
