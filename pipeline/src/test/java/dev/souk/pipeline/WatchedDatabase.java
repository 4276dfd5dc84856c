package dev.souk.pipeline;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** A database some of whose statements take an hour, and whose statements and connections a test can hear of. */
final class WatchedDatabase {

    private final DataSource dataSource;
    private volatile Predicate<String> slow = statement -> false;
    private volatile Consumer<String> onStatement = statement -> {};
    private volatile Runnable beforeConnection = () -> {};

    WatchedDatabase(DataSource target) {
        dataSource = proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                beforeConnection.run();
            }
            Object result = method.invoke(target, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    DataSource dataSource() {
        return dataSource;
    }

    void slow(Predicate<String> statements) {
        slow = statements;
    }

    void onStatement(Consumer<String> listener) {
        onStatement = listener;
    }

    void beforeConnection(Runnable action) {
        beforeConnection = action;
    }

    static boolean isSearchForWords(String statement) {
        return statement.contains("as tsquery");
    }

    private Connection watched(Connection target) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                String statement = (String) arguments[0];
                onStatement.accept(statement);
                if (slow.test(statement)) {
                    sleep(target);
                }
            }
            return method.invoke(target, arguments);
        });
    }

    private static void sleep(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(3600)");
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.invoke(proxy, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
