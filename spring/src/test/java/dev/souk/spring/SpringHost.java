package dev.souk.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** An application with Spring's own classes, a pool of two connections, and a table of its own; it refuses a price of 5. */
final class SpringHost implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();
    private final DataSourceTransactionManager manager;
    private final JdbcTemplate sql;

    /** The ways in which a host of Spring hands its database over. */
    enum Way {
        JOINING,
        NESTED,
        JOOQ_CONTEXT
    }

    SpringHost(DataSource dataSource) {
        pool.setDataSource(dataSource);
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(5_000);
        manager = new DataSourceTransactionManager(pool);
        sql = new JdbcTemplate(pool);
        sql.execute("create table orders (id bigint)");
        sql.execute("alter table souk.listings add check (price <> 5)");
    }

    SoukDatabase souk(Way way, FieldProtection protection) {
        return switch (way) {
            case JOINING ->
                SoukDatabase.builder(SpringTransactionRunner.joining(manager, pool), protection)
                        .build();
            case NESTED ->
                SoukDatabase.builder(SpringTransactionRunner.nested(manager, pool), protection)
                        .build();
            case JOOQ_CONTEXT -> SoukDatabase.over(contextOfSpringBoot(), protection);
        };
    }

    private DSLContext contextOfSpringBoot() {
        return DSL.using(new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(pool)))
                .set(new SpringTransactionsOfJooq(manager)));
    }

    HikariDataSource pool() {
        return pool;
    }

    DataSourceTransactionManager manager() {
        return manager;
    }

    TransactionTemplate transactions() {
        return new TransactionTemplate(manager);
    }

    JdbcTemplate sql() {
        return sql;
    }

    @Override
    public void close() {
        pool.close();
    }
}
