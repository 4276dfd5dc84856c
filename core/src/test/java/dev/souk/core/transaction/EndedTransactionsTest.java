package dev.souk.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
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
                    dsl.execute("set local idle_in_transaction_session_timeout = '20ms'");
                    DSL.using(dataSource, SQLDialect.POSTGRES).execute("select pg_sleep(0.3)");
                    return dsl.execute("select 1");
                }))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        ended -> assertThat(ended.isTransient())
                                .as("%s", ended.sqlState())
                                .isTrue());
    }

    /** Of PostgreSQL 17 and newer. */
    @Test
    void oneThatTookTooLongMayBeRepeated() {
        assertThat(new StorageException("statement failed", new SQLException("transaction timeout", "25P04"))
                        .isTransient())
                .isTrue();
    }
}
