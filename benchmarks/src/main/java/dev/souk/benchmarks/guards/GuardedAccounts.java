package dev.souk.benchmarks.guards;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.KeyRing;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.schema.AccessScript;
import dev.souk.schema.SchemaMigrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.ds.PGSimpleDataSource;

/** Three databases with the same user, each of a host that goes without some of the guards. */
final class GuardedAccounts implements AutoCloseable {

    static final String ADDRESS = "ada@example.org";

    private static final long SEED = 20_261_126;
    private static final List<String> AUDITED = List.of("users", "user_auth", "alerts");

    /** Of the user who is switched off and on: each is written with him. */
    private static final int ALERTS = 10;

    private final List<HikariDataSource> pools = new ArrayList<>();
    private final SoukDatabase owner;
    private final SoukDatabase app;
    private final SoukDatabase unaudited;
    private final SoukDatabase encrypted;
    private final User ada;
    private final User bob;

    GuardedAccounts(DurablePostgres server) {
        PGSimpleDataSource audited = database(server, "guards_audited", true);
        AccessScript.inSchema(SchemaMigrator.DEFAULT_SCHEMA).run(audited);
        DurablePostgres.execute(audited, "ALTER ROLE souk_app LOGIN");
        owner = SoukDatabase.over(pool(audited), FieldProtection.plaintext());
        PGSimpleDataSource asApp = server.dataSource("guards_audited");
        asApp.setUser("souk_app");
        app = SoukDatabase.over(pool(asApp), FieldProtection.plaintext());
        unaudited = SoukDatabase.over(pool(database(server, "guards_unaudited", false)), FieldProtection.plaintext());
        encrypted = SoukDatabase.over(
                pool(database(server, "guards_encrypted", false)), FieldProtection.encryptedWith(keys()));
        ada = owner.users().create(UserDraft.of("ada", ADDRESS));
        unaudited.users().create(UserDraft.of("ada", ADDRESS));
        encrypted.users().create(UserDraft.of("ada", ADDRESS));
        bob = userWithAlerts(owner);
        userWithAlerts(unaudited);
    }

    private static User userWithAlerts(SoukDatabase database) {
        User user = database.users().create(UserDraft.of("bob", "bob@example.org"));
        AlertCriteria bikes = AlertCriteria.builder().allOf("brompton").build();
        for (int i = 0; i < ALERTS; i++) {
            database.alerts().create(AlertDraft.of(user.id(), "Folding bikes " + i, bikes));
        }
        return user;
    }

    private static PGSimpleDataSource database(DurablePostgres server, String name, boolean audited) {
        PGSimpleDataSource dataSource = server.createDatabase(name);
        SchemaMigrator.over(dataSource).migrate();
        if (!audited) {
            AUDITED.forEach(table -> DurablePostgres.execute(
                    dataSource, "ALTER TABLE souk.%1$s DISABLE TRIGGER %1$s_audit".formatted(table)));
        }
        return dataSource;
    }

    private static FieldKeys keys() {
        Random random = new Random(SEED);
        byte[] cipher = new byte[KeyRing.KEY_LENGTH];
        byte[] index = new byte[KeyRing.KEY_LENGTH];
        random.nextBytes(cipher);
        random.nextBytes(index);
        return FieldKeys.of(KeyRing.of("cipher", cipher), KeyRing.of("index", index));
    }

    private HikariDataSource pool(PGSimpleDataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** One role for all, audited. */
    SoukDatabase owner() {
        return owner;
    }

    /** The same database by the app role. */
    SoukDatabase app() {
        return app;
    }

    SoukDatabase unaudited() {
        return unaudited;
    }

    /** Without an audit log, as the one that it is compared with. */
    SoukDatabase encrypted() {
        return encrypted;
    }

    /** The same user, by the same number, in all of them. */
    User ada() {
        return ada;
    }

    /** Has ten alerts, and no more come. Not in the encrypted one. */
    User bob() {
        return bob;
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
