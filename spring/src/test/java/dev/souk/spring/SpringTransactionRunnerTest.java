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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
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

    private HikariDataSource pool;
    private DataSourceTransactionManager manager;
    private TransactionTemplate spring;
    private JdbcTemplate host;

    /** The ways in which a host of Spring hands its database over. */
    private enum Way {
        JOINING,
        NESTED,
        JOOQ_CONTEXT
    }

    private static final class HostFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void open(DataSource dataSource) {
        pool = new HikariDataSource();
        pool.setDataSource(dataSource);
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(5_000);
        manager = new DataSourceTransactionManager(pool);
        spring = new TransactionTemplate(manager);
        host = new JdbcTemplate(pool);
        host.execute("create table orders (id bigint)");
        host.execute("alter table souk.listings add check (price <> 5)");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private SoukDatabase souk(Way way) {
        return switch (way) {
            case JOINING ->
                SoukDatabase.builder(SpringTransactionRunner.joining(manager, pool), FieldProtection.plaintext())
                        .build();
            case NESTED ->
                SoukDatabase.builder(SpringTransactionRunner.nested(manager, pool), FieldProtection.plaintext())
                        .build();
            case JOOQ_CONTEXT -> SoukDatabase.over(contextOfSpringBoot(), FieldProtection.plaintext());
        };
    }

    private DSLContext contextOfSpringBoot() {
        return DSL.using(new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(pool)))
                .set(new SpringTransactionsOfJooq(manager)));
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionOfSpringThatRollsBackLeavesNothing(Way way) {
        SoukDatabase souk = souk(way);
        Map<String, Long> before = rows();

        assertThatThrownBy(() -> spring.executeWithoutResult(status -> {
                    host.update("insert into orders values (1)");
                    EverythingAtOnce.write(souk);
                    host.update("insert into orders values (2)");
                    assertThat(rows()).as("seen inside").isNotEqualTo(before);
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsCommittedBeforeSpringCommits(Way way, DataSource outside) {
        SoukDatabase souk = souk(way);
        JdbcTemplate other = new JdbcTemplate(outside);

        spring.executeWithoutResult(status -> {
            host.update("insert into orders values (1)");
            EverythingAtOnce.write(souk);
            assertThat(other.queryForObject("select count(*) from souk.users", Long.class))
                    .isZero();
            assertThat(other.queryForObject("select count(*) from orders", Long.class))
                    .isZero();
        });

        assertThat(rows()).allSatisfy((table, rows) -> {
            if (List.of("users", "alerts", "listings", "listing_prices", "alert_matches", "orders")
                    .contains(table)) {
                assertThat(rows).as(table).isPositive();
            }
        });
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

    /** How many rows there are, by table, the host's own included. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new HashMap<>();
        for (String table :
                host.queryForList("select tablename from pg_tables where schemaname = 'souk'", String.class)) {
            rows.put(table, host.queryForObject("select count(*) from souk." + table, Long.class));
        }
        rows.put("orders", host.queryForObject("select count(*) from orders", Long.class));
        return rows;
    }
}
