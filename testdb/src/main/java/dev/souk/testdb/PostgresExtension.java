package dev.souk.testdb;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a database of its own, as a parameter of type {@link DataSource}, which is a pool, or {@link
 * TestDatabase}, and drops it afterwards. The server is shared by all tests of the JVM.
 *
 * <pre>{@code
 * @ExtendWith(PostgresExtension.class)
 * class InventoryTest {
 *     @Test
 *     void storesWhatItIsGiven(DataSource dataSource) { ... }
 * }
 * }</pre>
 *
 * <p>A subclass that overrides {@link #prepare} gives each test a copy of a prepared database.
 */
public class PostgresExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PostgresExtension.class);

    /** For JUnit. */
    public PostgresExtension() {}

    /** Fills the database that every test gets a copy of; called once in a JVM for each subclass. Default: nothing. */
    protected void prepare(DataSource dataSource) {}

    /** So that a constructor is given the database of the test too, and none that the tests of the class share. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DataSource.class || type == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDatabase template = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(getClass(), type -> prepared(), TestDatabase.class);
        TestDatabase database = context.getStore(NAMESPACE)
                .computeIfAbsent(
                        context.getUniqueId(), test -> TestPostgres.shared().copyOf(template), TestDatabase.class);
        return parameter.getParameter().getType() == DataSource.class ? database.pool() : database;
    }

    private TestDatabase prepared() {
        TestDatabase template = TestPostgres.shared().createDatabase();
        prepare(template.dataSource());
        return template;
    }
}
