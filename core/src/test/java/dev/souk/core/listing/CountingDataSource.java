package dev.souk.core.listing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Notes the statements that are prepared on its connections. */
public final class CountingDataSource {

    private final List<String> statements = new ArrayList<>();
    private final DataSource dataSource;
    private int number;
    private Runnable meanwhile = () -> {};

    /** Over a data source. */
    public CountingDataSource(DataSource target) {
        dataSource = proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = method.invoke(target, arguments);
            return result instanceof Connection connection ? counted(connection) : result;
        });
    }

    /** What hands out the connections that are watched. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The statements since this was asked last. */
    public List<String> statements() {
        List<String> seen = List.copyOf(statements);
        statements.clear();
        return seen;
    }

    /** Has something done once, before the statement of that number, from now on, is prepared. */
    public void before(int number, Runnable meanwhile) {
        this.number = statements.size() + number;
        this.meanwhile = meanwhile;
    }

    private Connection counted(Connection target) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                statements.add((String) arguments[0]);
                if (statements.size() == number) {
                    number = 0;
                    meanwhile.run();
                }
            }
            if (method.getName().equals("setSavepoint")) {
                statements.add("savepoint");
            }
            return method.invoke(target, arguments);
        });
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
