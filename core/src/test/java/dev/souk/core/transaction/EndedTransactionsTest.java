package dev.souk.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class EndedTransactionsTest {

    @Test
    void oneInWhichAHostStoodStillForTooLongMayBeRepeated(DataSource dataSource) {
        Transactions transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");

        assertThatThrownBy(() -> transactions.call(dsl -> {
                    int connection = dsl.fetchSingle("select pg_backend_pid()").get(0, Integer.class);
                    dsl.execute("set local idle_in_transaction_session_timeout = '20ms'");
                    awaitEnd(DSL.using(dataSource, SQLDialect.POSTGRES), connection);
                    return dsl.execute("select 1");
                }))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        ended -> assertThat(ended.isTransient())
                                .as("%s", ended.sqlState())
                                .isTrue());
    }

    private static void awaitEnd(DSLContext sql, int connection) {
        for (int tries = 0; tries < 3_000; tries++) {
            if (sql.fetch("select 1 from pg_stat_activity where pid = ?", connection)
                    .isEmpty()) {
                return;
            }
            sql.execute("select pg_sleep(0.01)");
        }
        throw new AssertionError("the server has not ended connection " + connection);
    }

    /** Of PostgreSQL 17 and newer. */
    @Test
    void oneThatTookTooLongMayBeRepeated() {
        assertThat(new StorageException("statement failed", new SQLException("transaction timeout", "25P04"))
                        .isTransient())
                .isTrue();
    }
}
