package dev.souk.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.core.MigratedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a host's log shows of a statement that failed. */
@ExtendWith(MigratedPostgres.class)
class CauseWithoutValuesTest {

    private Transactions transactions;

    @BeforeEach
    void over(DataSource dataSource) {
        transactions = Transactions.by(DataSourceTransactions.over(dataSource), "souk");
    }

    private String logged(String... statements) {
        return logged(dsl -> {
            for (String statement : statements) {
                dsl.execute(statement, "secret@example.org");
            }
        });
    }

    private String logged(Consumer<DSLContext> work) {
        StorageException failure = catchThrowableOfType(
                StorageException.class,
                () -> transactions.call(dsl -> {
                    work.accept(dsl);
                    return null;
                }));
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        return log.toString();
    }

    @Test
    void aRowThatExistsAlreadyIsLoggedWithItsConstraintAndWithoutItsValues() {
        String row = "insert into souk.users (username, email, password_hash) values ('ada', ?, '')";

        assertThat(logged(row, row)).contains("23505", "duplicate key").doesNotContain("secret@example.org");
    }

    @Test
    void aValueThatCannotBeReadIsNotLogged() {
        assertThat(logged("select cast(? as integer)")).contains("22P02").doesNotContain("secret@example.org");
    }

    @Test
    void aRowOfABatchIsLoggedWithItsConstraintAndWithoutItsValues() {
        String row = "insert into souk.users (username, email, password_hash) values ('ada', ?, '')";

        String log = logged(dsl -> dsl.batch(row)
                .bind("secret@example.org")
                .bind("secret@example.org")
                .execute());

        assertThat(log).contains("23505", "duplicate key").doesNotContain("secret@example.org");
    }

    @Test
    void aValueWithQuotesAndBreaksThatCannotBeReadIsNotLogged() {
        String log =
                logged(dsl -> dsl.execute("select cast(? as integer)", "my \"w1f1\" secret\nand \"another\" secret"));

        assertThat(log).contains("22P02", "integer").doesNotContain("w1f1").doesNotContain("secret");
    }

    @Test
    void aCauseOfTheCauseIsLoggedWithoutValuesToo() {
        SQLException said = new SQLException("duplicate key\n  Detail: Key (email)=(secret@example.org)", "23505");
        StorageException failure = new StorageException("statement failed", new SQLException("pool", "23505", said));
        StringWriter log = new StringWriter();

        failure.printStackTrace(new PrintWriter(log));

        assertThat(log.toString()).contains("duplicate key").doesNotContain("secret@example.org");
    }

    @Test
    void whereItFailedIsLogged() {
        assertThat(logged("select nothing from souk.users where username = ?"))
                .contains("42703", "nothing", "CauseWithoutValuesTest");
    }
}
