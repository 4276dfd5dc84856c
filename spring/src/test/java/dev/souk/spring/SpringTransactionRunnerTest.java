package dev.souk.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.transaction.StorageException;
import dev.souk.core.user.DuplicateUserException;
import dev.souk.model.user.UserDraft;
import dev.souk.schema.SchemaMigrator;
import dev.souk.spring.SpringHost.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose transaction it is: with Spring's own classes, on a real database and pool. */
@ExtendWith(MigratedPostgres.class)
class SpringTransactionRunnerTest {

    private static final UserDraft ADA = UserDraft.of("ada", "ada@example.org");
    private static final UserDraft BEN = UserDraft.of("ben", "ben@example.org");

    private SpringHost application;
    private HikariDataSource pool;
    private DataSourceTransactionManager manager;
    private TransactionTemplate spring;
    private JdbcTemplate host;

    private static final class HostFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void open(DataSource dataSource) {
        application = new SpringHost(dataSource);
        pool = application.pool();
        manager = application.manager();
        spring = application.transactions();
        host = application.sql();
    }

    @AfterEach
    void close() {
        application.close();
    }

    private SoukDatabase souk(Way way) {
        return application.souk(way, FieldProtection.plaintext());
    }

    @ParameterizedTest
    @EnumSource
    void outsideOfATransactionEachCallIsOneAndTheConnectionGoesBack(Way way) {
        SoukDatabase souk = souk(way);

        for (int i = 0; i < 10; i++) {
            souk.users().create(UserDraft.of("user" + i, i + "@example.org"));
            assertThatExceptionOfType(DuplicateUserException.class)
                    .isThrownBy(() -> souk.users().create(UserDraft.of("user0", "other@example.org")));
        }

        assertThat(souk.users().count()).isEqualTo(10);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"NESTED", "JOOQ_CONTEXT"})
    void aCallThatFailsUndoesItselfAndTheHostGoesOn(Way way) {
        SoukDatabase souk = souk(way);

        spring.executeWithoutResult(status -> {
            souk.users().create(ADA);
            assertThatExceptionOfType(DuplicateUserException.class)
                    .isThrownBy(() -> souk.users().create(ADA));
            assertThatExceptionOfType(HostFailed.class)
                    .isThrownBy(() -> souk.inTransaction(joined -> {
                        joined.users().create(UserDraft.of("eve", "eve@example.org"));
                        throw new HostFailed();
                    }));
            souk.users().create(BEN);
        });

        assertThat(souk.users().count()).isEqualTo(2);
    }

    @Test
    void aCallThatFailsInAJoinedTransactionLeavesOnlyRollingBack() {
        SoukDatabase souk = souk(Way.JOINING);

        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    souk.users().create(ADA);
                    assertThatExceptionOfType(DuplicateUserException.class)
                            .isThrownBy(() -> souk.users().create(ADA));
                }))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertThat(souk.users().count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aStatementEndsWithTheTransactionsTimeOut(Way way) throws SQLException {
        SoukDatabase souk = souk(way);
        TransactionTemplate impatient = new TransactionTemplate(manager);
        impatient.setTimeout(1);

        try (Connection other = pool.getConnection();
                Statement statement = other.createStatement()) {
            // The server ends it in any case, so that who waits for ever is found out.
            statement.execute("set idle_in_transaction_session_timeout = '20s'");
            other.setAutoCommit(false);
            statement.execute("lock table souk.users in access exclusive mode");

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> impatient.executeWithoutResult(
                            status -> souk.users().count()))
                    .satisfies(failure -> assertThat(failure.sqlState()).contains("57014"));
            other.rollback();
            statement.execute("reset idle_in_transaction_session_timeout");
            other.commit();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewTransactionInsideOfOneStandsAlone(Way way) {
        SoukDatabase souk = souk(way);
        TransactionTemplate apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    souk.users().create(ADA);
                    apart.executeWithoutResult(inner -> souk.users().create(BEN));
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(souk.users().byUsername("ada")).isEmpty();
        assertThat(souk.users().byUsername("ben")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aReadOnlyTransactionReadsAndRefusesToWrite(Way way) {
        SoukDatabase souk = souk(way);
        souk.users().create(ADA);
        TransactionTemplate reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);

        assertThat(reading.<Long>execute(status -> souk.users().count())).isEqualTo(1);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() ->
                        reading.executeWithoutResult(status -> souk.users().create(BEN)))
                .satisfies(e -> assertThat(e.sqlState()).contains("25006"));
        assertThat(souk.users().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatDiesInTheMiddleTakesTheWholeTransactionWithIt(Way way, DataSource outside) {
        SoukDatabase souk = souk(way);
        JdbcTemplate other = new JdbcTemplate(outside);

        List<Throwable> seen = new ArrayList<>();
        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    host.update("insert into orders values (1)");
                    souk.users().create(ADA);
                    int backend = host.queryForObject("select pg_backend_pid()", Integer.class);
                    other.query("select pg_terminate_backend(?)", row -> {}, backend);
                    seen.add(catchThrowable(() -> souk.users().create(BEN)));
                    seen.add(catchThrowable(() -> souk.users().create(BEN)));
                    throw new HostFailed();
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(seen).hasSize(2).hasOnlyElementsOfType(StorageException.class);
        assertThat(((StorageException) seen.get(0)).isTransient()).isTrue();
        assertThat(souk.users().count()).isZero();
        assertThat(host.queryForObject("select count(*) from orders", Long.class))
                .isZero();
        souk.users().create(ADA);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void theProxyOfSpringIsRefusedAsAPlainDataSourceWhileATransactionIsOpen() {
        SoukDatabase souk = SoukDatabase.over(new TransactionAwareDataSourceProxy(pool), FieldProtection.plaintext());

        assertRefusedAndNotCommitted(() -> souk);
    }

    @Test
    void aContextThatWouldCommitIsRefusedAlsoWhenItWasHandedInBeforeTheTransactionBegan() {
        DSLContext context = DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES);
        SoukDatabase handedInBefore = SoukDatabase.over(context, FieldProtection.plaintext());

        assertRefusedAndNotCommitted(() -> handedInBefore);
        assertRefusedAndNotCommitted(() -> SoukDatabase.over(context, FieldProtection.plaintext()));
    }

    private void assertRefusedAndNotCommitted(Supplier<SoukDatabase> souk) {
        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    host.update("insert into orders values (1)");
                    assertThatIllegalStateException()
                            .isThrownBy(() -> souk.get().users().create(ADA))
                            .withMessageContaining("auto-commit off")
                            .withMessageContaining("TransactionRunner");
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(host.queryForObject("select count(*) from orders", Long.class))
                .isZero();
    }

    @Test
    void aMigratorThatIsAwareOfSpringsTransactionsReadsInThemAndRefusesToWrite() {
        SchemaMigrator migrator = SchemaMigrator.over(new TransactionAwareDataSourceProxy(pool));

        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    host.update("insert into orders values (1)");
                    assertThat(migrator.status().isCurrent()).isTrue();
                    assertThat(migrator.drift().version()).isPositive();
                    assertThat(migrator.planUndo(1).from()).isPositive();
                    assertThatIllegalStateException().isThrownBy(migrator::migrate);
                    host.update("insert into orders values (2)");
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(host.queryForObject("select count(*) from orders", Long.class))
                .isZero();
    }

    @Test
    void aManagerOfAnotherDataSourceIsRefused(DataSource other) {
        SoukDatabase souk = SoukDatabase.builder(
                        SpringTransactionRunner.joining(manager, other), FieldProtection.plaintext())
                .build();

        assertThatIllegalStateException()
                .isThrownBy(() -> souk.users().create(ADA))
                .withMessageContaining("transaction manager");
        assertThat(souk(Way.JOINING).users().count()).isZero();
    }

    @Test
    void aDatabaseThatCannotBeReachedIsTroubleOfStorage() {
        HikariDataSource nowhere = new HikariDataSource();
        nowhere.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        nowhere.setConnectionTimeout(250);
        nowhere.setInitializationFailTimeout(-1);
        SoukDatabase souk = SoukDatabase.builder(
                        SpringTransactionRunner.joining(new DataSourceTransactionManager(nowhere), nowhere),
                        FieldProtection.plaintext())
                .build();

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> souk.users().count())
                .satisfies(e -> assertThat(e.isTransient()).isTrue());
        nowhere.close();
    }

    @Test
    void aPoolThatHasNoConnectionToGiveMayHaveOneLater() {
        SoukDatabase souk = souk(Way.JOINING);
        TransactionTemplate apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        SoukDatabase another = SoukDatabase.builder(
                        SpringTransactionRunner.by(apart, pool), FieldProtection.plaintext())
                .build();
        pool.setConnectionTimeout(250);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> souk.inTransaction(
                        one -> another.inTransaction(two -> another.users().count())))
                .satisfies(e -> assertThat(e.isTransient()).isTrue());
    }
}
