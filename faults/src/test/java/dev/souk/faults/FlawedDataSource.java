package dev.souk.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a host with a {@link Bug} does to its transactions; everything else passes. */
final class FlawedDataSource {

    private static final String CLOCK = "clock_timestamp()";

    private FlawedDataSource() {}

    /** {@code clockAhead} is how far the host's own clock is ahead. */
    static DataSource over(DataSource dataSource, Bug bug, Duration clockAhead) {
        if (bug == Bug.NONE) {
            return dataSource;
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = EndingDataSource.invoke(dataSource, method, arguments);
            return result instanceof Connection connection ? connection(connection, bug, clockAhead) : result;
        };
        return (DataSource) Proxy.newProxyInstance(
                FlawedDataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, handler);
    }

    private static Connection connection(Connection connection, Bug bug, Duration clockAhead) {
        return (Connection) Proxy.newProxyInstance(
                FlawedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Flawed(connection, bug, clockAhead));
    }

    /** A connection, and whether the transaction that is open on it was committed in its middle. */
    private static final class Flawed implements InvocationHandler {

        private final Connection connection;
        private final Bug bug;
        private final Duration clockAhead;
        private boolean split;

        Flawed(Connection connection, Bug bug, Duration clockAhead) {
            this.connection = connection;
            this.bug = bug;
            this.clockAhead = clockAhead;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (arguments != null && method.getName().startsWith("prepare")) {
                arguments[0] = prepared((String) Objects.requireNonNull(arguments[0]));
            }
            if (split && method.getName().equals("releaseSavepoint")) {
                // It went with the first half.
                return null;
            }
            if (method.getName().equals("commit") || method.getName().equals("rollback")) {
                split = false;
            }
            return EndingDataSource.invoke(connection, method, arguments);
        }

        private String prepared(String sql) throws SQLException {
            if (bug.splitsBefore(sql)) {
                connection.commit();
                split = true;
            }
            return bug == Bug.GOES_BY_ITS_OWN_CLOCK
                    ? sql.replace(CLOCK, "(%s + interval '%d seconds')".formatted(CLOCK, clockAhead.toSeconds()))
                    : sql;
        }
    }
}
