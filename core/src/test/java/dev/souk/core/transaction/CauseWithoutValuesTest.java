package dev.souk.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.souk.core.MigratedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.sql.DataSource;
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
        StorageException failure = catchThrowableOfType(
                StorageException.class,
                () -> transactions.call(dsl -> {
                    for (String statement : statements) {
                        dsl.execute(statement, "secret@example.org");
                    }
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
    void whereItFailedIsLogged() {
        assertThat(logged("select nothing from souk.users where username = ?"))
                .contains("42703", "nothing", "CauseWithoutValuesTest");
    }
}
