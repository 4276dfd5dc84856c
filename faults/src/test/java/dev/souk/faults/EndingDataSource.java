package dev.souk.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Passes everything on, and ends the process at its {@link End}. */
final class EndingDataSource {

    /** Read for each batch of changes, and not where there is none. */
    private static final String ALERTS_ASKED = "alert_deletions";

    private EndingDataSource() {}

    static DataSource over(DataSource dataSource, End end) {
        if (end == End.NOWHERE) {
            return dataSource;
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = invoke(dataSource, method, arguments);
            return result instanceof Connection connection ? connection(connection, end) : result;
        };
        return (DataSource) Proxy.newProxyInstance(
                EndingDataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, handler);
    }

    private static Connection connection(Connection connection, End end) {
        return (Connection) Proxy.newProxyInstance(
                EndingDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Watched(connection, end));
    }

    /** As it is, and what it throws. */
    static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** A connection, and whether the transaction that is open on it has made the statement. */
    private static final class Watched implements InvocationHandler {

        private final Connection connection;
        private final End end;
        private boolean written;

        Watched(Connection connection, End end) {
            this.connection = connection;
            this.end = end;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            boolean isCommit = method.getName().equals("commit");
            if (written && isCommit) {
                end.come(End.Moment.COMMIT);
            }
            if (arguments != null && method.getName().startsWith("prepare")) {
                prepared((String) Objects.requireNonNull(arguments[0]));
            }
            Object result = EndingDataSource.invoke(connection, method, arguments);
            if (written && isCommit) {
                end.come(End.Moment.COMMITTED);
            }
            if (isCommit || method.getName().equals("rollback")) {
                written = false;
            }
            return result;
        }

        private void prepared(String sql) {
            if (written && sql.contains(ALERTS_ASKED)) {
                end.come(End.Moment.ALERTS_ASKED);
            }
            written |= end.isWrittenBy(sql);
        }
    }
}
