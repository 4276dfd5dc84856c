package dev.souk.schema;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A single connection for who asks for several and uses one after the other, as Flyway does: it takes a second one only to
 * say that it is done, and would wait for it for ever where the pool has no other.
 */
final class SharedConnection implements AutoCloseable {

    private final DataSource dataSource;
    private final Connection connection;

    SharedConnection(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        connection = dataSource.getConnection();
    }

    /** Gives it to everybody. Whoever closes it has not closed it for the others. */
    DataSource dataSource() {
        Connection shared = proxy(
                Connection.class,
                (self, method, arguments) ->
                        method.getName().equals("close") ? null : call(connection, method, arguments));
        return proxy(
                DataSource.class,
                (self, method, arguments) ->
                        method.getName().equals("getConnection") ? shared : call(dataSource, method, arguments));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SharedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What was done with it is done, though it breaks now. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Of no account.
        }
    }
}
