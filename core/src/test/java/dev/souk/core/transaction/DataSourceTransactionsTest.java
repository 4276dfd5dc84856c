package dev.souk.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DataSourceTransactionsTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void commitsAndHandsTheConnectionBackAsItCame() {
        String result = failingAt().inTransaction(connection -> "done");

        assertThat(result).isEqualTo("done");
        assertThat(calls).containsExactly("setAutoCommit false", "commit", "setAutoCommit true", "close");
    }

    @Test
    void aReadHasNoTransactionToEndWhereTheConnectionCommitsByItself() {
        String result = failingAt().reading(connection -> "done");

        assertThat(result).isEqualTo("done");
        assertThat(calls).containsExactly("close");
    }

    @Test
    void throwsWhatTheWorkThrewAlthoughTheConnectionIsDead() {
        IllegalStateException cause = new IllegalStateException("connection was lost");

        assertThatThrownBy(() -> failingAt("rollback", "setAutoCommit true", "close")
                        .inTransaction(connection -> {
                            throw cause;
                        }))
                .isSameAs(cause);
        assertThat(cause.getSuppressed()).extracting(Throwable::getMessage).containsExactly("rollback", "close");
        assertThat(calls).doesNotContain("setAutoCommit true");
    }

    @Test
    void namesWhyAutoCommitCouldNotBeRestoredAfterAFailure() {
        IllegalStateException cause = new IllegalStateException("work failed");

        assertThatThrownBy(() -> failingAt("setAutoCommit true").inTransaction(connection -> {
                    throw cause;
                }))
                .isSameAs(cause);
        assertThat(cause.getSuppressed()).extracting(Throwable::getMessage).containsExactly("setAutoCommit true");
    }

    @Test
    void doesNotReportAsFailedWhatWasCommitted() {
        String result = failingAt("setAutoCommit true", "close").inTransaction(connection -> "done");

        assertThat(result).isEqualTo("done");
    }

    @Test
    void rollsBackWhatCouldNotBeCommitted() {
        assertThatThrownBy(() -> failingAt("commit").inTransaction(connection -> "done"))
                .isInstanceOf(StorageException.class)
                .hasRootCauseMessage("commit");
        assertThat(calls).containsExactly("setAutoCommit false", "commit", "rollback", "setAutoCommit true", "close");
    }

    private DataSourceTransactions failingAt(String... failing) {
        Set<String> refused = Set.of(failing);
        Connection connection = proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("getAutoCommit")) {
                return true;
            }
            String call = method.getName() + (arguments == null ? "" : " " + arguments[0]);
            calls.add(call);
            if (refused.contains(call)) {
                throw new SQLException(call);
            }
            return null;
        });
        return DataSourceTransactions.over(proxy(DataSource.class, (self, method, arguments) -> connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
