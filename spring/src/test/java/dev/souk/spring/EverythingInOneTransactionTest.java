package dev.souk.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.KeyRing;
import dev.souk.spring.SpringHost.Way;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes by every repository in a transaction of the host's: all of them stay or go with it. */
@ExtendWith(MigratedPostgres.class)
class EverythingInOneTransactionTest {

    private static final FieldProtection KEYS = FieldProtection.encrypting(FieldKeys.of(ring(1), ring(2)));

    private SpringHost application;
    private JdbcTemplate host;

    private static final class HostFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void open(DataSource dataSource) {
        application = new SpringHost(dataSource);
        host = application.sql();
    }

    private static KeyRing ring(long seed) {
        byte[] key = new byte[KeyRing.KEY_LENGTH];
        new Random(seed).nextBytes(key);
        return KeyRing.of("k" + seed, key);
    }

    @AfterEach
    void close() {
        application.close();
    }

    /** With keys, over rows that are plain still. */
    private SoukDatabase prepared(Way way) {
        EverythingAtOnce.prepare(application.souk(way, FieldProtection.plaintext()), host);
        return application.souk(way, KEYS);
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionOfSpringThatRollsBackLeavesNothing(Way way) {
        SoukDatabase souk = prepared(way);
        Map<String, String> before = rows(host);

        assertThatThrownBy(() -> application.transactions().executeWithoutResult(status -> {
                    host.update("insert into orders values (1)");
                    EverythingAtOnce.write(souk);
                    host.update("insert into orders values (2)");
                    assertThat(rows(host)).as("seen inside").isNotEqualTo(before);
                    throw new HostFailed();
                }))
                .isInstanceOf(HostFailed.class);

        assertThat(rows(host)).isEqualTo(before);
    }

    @Test
    void aTransactionOfJooqAloneThatRollsBackLeavesNothing() {
        SoukDatabase souk = prepared(Way.JOINING);
        Map<String, String> before = rows(host);
        assertThat(souk.users().count()).isEqualTo(1);

        assertThatThrownBy(() -> DSL.using(application.pool(), SQLDialect.POSTGRES)
                        .transaction(jooq -> {
                            jooq.dsl().execute("insert into orders values (1)");
                            EverythingAtOnce.write(SoukDatabase.over(jooq.dsl(), KEYS));
                            assertThat(rows(host)).as("seen outside").isEqualTo(before);
                            throw new HostFailed();
                        }))
                .isInstanceOf(HostFailed.class);

        assertThat(rows(host)).isEqualTo(before);
    }

    @Test
    void everyRepositoryThatWritesIsAmongThoseThatWriteAtOnce() {
        SoukDatabase souk = prepared(Way.JOINING);
        List<String> repositories = Arrays.stream(SoukDatabase.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                .map(Method::getName)
                .toList();

        assertThat(EverythingAtOnce.WRITES.keySet()).doesNotContainAnyElementsOf(EverythingAtOnce.READING);
        assertThat(repositories)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(EverythingAtOnce.WRITES.keySet(), EverythingAtOnce.READING)
                                .flatMap(Set::stream)
                                .toList());
        EverythingAtOnce.WRITES.forEach((repository, write) -> {
            Map<String, String> before = rows(host);
            write.accept(souk);
            assertThat(rows(host)).as(repository).isNotEqualTo(before);
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsCommittedBeforeSpringCommits(Way way, DataSource outside) {
        SoukDatabase souk = prepared(way);
        JdbcTemplate other = new JdbcTemplate(outside);
        Map<String, String> before = rows(other);

        application.transactions().executeWithoutResult(status -> {
            host.update("insert into orders values (1)");
            EverythingAtOnce.write(souk);
            assertThat(rows(other)).isEqualTo(before);
        });

        Map<String, String> after = rows(other);
        for (String table : List.of("users", "alerts", "listings", "listing_prices", "alert_matches", "orders")) {
            assertThat(after.get(table)).as(table).isNotEqualTo(before.get(table));
        }
    }

    /** What stands in each table, the host's own included, by number and digest. */
    private static Map<String, String> rows(JdbcTemplate reader) {
        String content =
                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from %s t";
        Map<String, String> rows = new HashMap<>();
        for (String table :
                reader.queryForList("select tablename from pg_tables where schemaname = 'souk'", String.class)) {
            rows.put(table, reader.queryForObject(content.formatted("souk." + table), String.class));
        }
        rows.put("orders", reader.queryForObject(content.formatted("orders"), String.class));
        return rows;
    }
}
