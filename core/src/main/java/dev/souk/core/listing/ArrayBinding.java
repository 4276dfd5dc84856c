package dev.souk.core.listing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Objects;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Hands a whole column to the driver as an array, which sends text and numbers in binary form. jOOQ would write all of it
 * into one long literal, with every character looked at by it and again by the server.
 */
final class ArrayBinding<V> implements Binding<V[], V[]> {

    private static final long serialVersionUID = 1L;

    /** What PostgreSQL calls the types that are bound. */
    private static final Map<Class<?>, String> ELEMENT_TYPES = Map.of(
            String.class, "text",
            Long.class, "int8",
            Integer.class, "int4",
            Double.class, "float8",
            Boolean.class, "bool",
            BigDecimal.class, "numeric");

    private final Class<V[]> arrayType;
    private final String elementType;

    ArrayBinding(DataType<V> type) {
        arrayType = type.getArrayType();
        elementType = Objects.requireNonNull(ELEMENT_TYPES.get(type.getType()), type::getTypeName);
    }

    @Override
    public Converter<V[], V[]> converter() {
        return Converter.of(arrayType, arrayType, value -> value, value -> value);
    }

    @Override
    public void sql(BindingSQLContext<V[]> context) {
        context.render().sql("?::").sql(elementType).sql("[]");
    }

    @Override
    public void set(BindingSetStatementContext<V[]> context) throws SQLException {
        V @Nullable [] value = context.value();
        context.statement()
                .setArray(context.index(), context.statement().getConnection().createArrayOf(elementType, value));
    }

    @Override
    public void register(BindingRegisterContext<V[]> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("only ever bound");
    }

    @Override
    public void set(BindingSetSQLOutputContext<V[]> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("only ever bound");
    }

    @Override
    public void get(BindingGetResultSetContext<V[]> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("only ever bound");
    }

    @Override
    public void get(BindingGetStatementContext<V[]> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("only ever bound");
    }

    @Override
    public void get(BindingGetSQLInputContext<V[]> context) throws SQLException {
        throw new SQLFeatureNotSupportedException("only ever bound");
    }
}
