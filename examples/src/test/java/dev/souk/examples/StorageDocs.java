package dev.souk.examples;

import com.zaxxer.hikari.HikariConfig;
import dev.souk.accounts.LoginResult;
import dev.souk.accounts.Logins;
import dev.souk.cache.redis.RedisStore;
import dev.souk.core.SoukDatabase;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.cache.CacheStats;
import dev.souk.core.cache.ListingCache;
import dev.souk.core.notification.NotificationFilter;
import dev.souk.core.privacy.Erasure;
import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.KeyRing;
import dev.souk.core.token.IssuedToken;
import dev.souk.core.token.TokenCheck;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.TransactionRunner;
import dev.souk.model.Slice;
import dev.souk.model.listing.Listing;
import dev.souk.model.notification.Notification;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.InAppNotifier;
import dev.souk.schema.AccessScript;
import dev.souk.schema.AdoptionReport;
import dev.souk.schema.DataLoss;
import dev.souk.schema.OfflineSql;
import dev.souk.schema.SchemaDrift;
import dev.souk.schema.SchemaMigrator;
import dev.souk.schema.UndoPlan;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The Java of the pages in docs that are about what is stored: access, accounts, cache, schema. Compiled and not run. */
@SuppressWarnings({"unused", "UnusedVariable", "UnusedNestedClass", "CheckReturnValue", "ReturnValueIgnored"})
final class StorageDocs {

    private StorageDocs() {}

    /** {@code docs/notifications.md}. */
    private abstract static class Listed {

        void inTheApplication(SoukDatabase database, long userId, long id) {
            NotificationFilter shown =
                    NotificationFilter.ofUser(userId).byChannel(InAppNotifier.CHANNEL); // alone or in a digest
            Slice<Notification> newest = database.notifications().slice(shown, 20);
            long unread = database.notifications().unreadCount(shown);
            database.notifications().onlyOf(userId).markRead(id, false); // unread again; the id may come from a browser
        }
    }

    /** {@code docs/access.md}. */
    private abstract static class Access {

        void roles(DataSource dataSource) {
            AccessScript access =
                    AccessScript.inSchema("souk").roles("shop_owner", "shop_app", "shop_worker", "shop_reader");

            String sql = access.sql(); // for psql -v ON_ERROR_STOP=1 -f
            access.run(dataSource); // or at once, where the data source may
        }

        void ownRows(DataSource appDataSource, FieldProtection protection, long alertOfUser8) {
            SoukDatabase app = SoukDatabase.over(appDataSource, protection);

            app.asUser(7).alerts().ofUser(7, 0, 20); // user 7's
            app.asUser(7).alerts().delete(alertOfUser8); // false: there is no such alert for user 7
            app.alerts().ofUser(7, 0, 20); // nothing: no user is set
        }

        void fromABrowser(SoukDatabase database, long id, long sessionId) {
            database.notifications().onlyOf(7).markRead(id); // false if it is somebody else's
            database.matches().onlyOf(7).markSaved(id, true);
            database.alerts().onlyOf(7).delete(id);
            database.tokens().revoke(7, sessionId);
        }

        void audit(SoukDatabase database, Instant yesterday) {
            database.auditLog().slice(AuditQuery.ALL.ofUser(7).ofTable("alerts").since(yesterday), 100);
            database.auditLog().purge(Duration.ofDays(365)); // in transactions of 10,000 entries
        }

        void privacy(SoukDatabase database, OutputStream out) {
            database.asUser(7).privacy().export(7, out); // false if there is no such user
            Erasure gone = database.asUser(7).privacy().erase(7); // number of rows by table
        }
    }

    /** {@code docs/accounts.md}. */
    private abstract static class Accounts {

        abstract void serve(long userId);

        void keys(DataSource dataSource, byte[] cipherKey, byte[] indexKey) {
            FieldKeys keys = FieldKeys.of(
                    KeyRing.of("2026-11", cipherKey), // 32 bytes from your vault: openssl rand -base64 32
                    KeyRing.of("index-1", indexKey)); // another 32 bytes
            SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(keys));
        }

        void usersOfYours(SoukDatabase database, long yourId, String email) {
            long soukUser = database.users()
                    .byUsername(String.valueOf(yourId))
                    .orElseGet(() -> database.users().create(UserDraft.of(String.valueOf(yourId), email)))
                    .id();
        }

        void passwords(SoukDatabase database, char[] password, Cookie cookie) {
            Logins logins = Logins.builder(database).build();

            logins.hash(password)
                    .ifPresent(hash -> database.users()
                            .create(UserDraft.of("ada", "ada@example.org").withPasswordHash(hash)));

            LoginResult result = logins.byUsername( // or byEmail
                    "ada", password, user -> AuthTokenDraft.of(user.id(), TokenType.SESSION, Duration.ofDays(30)));
            if (result instanceof LoginResult.SignedIn in) {
                cookie.set(in.session().secret());
            }
        }

        void tokens(SoukDatabase database, User ada, String installationId, Request request, Cookie cookie) {
            IssuedToken issued = database.tokens()
                    .issue(AuthTokenDraft.of(ada.id(), TokenType.SESSION, Duration.ofDays(30))
                            .withDevice(installationId, Map.of("os", "Android 16", "model", "Pixel 11"))
                            .withAddress(request.remoteAddress()));
            cookie.set(issued.secret()); // lsk_..., shown once

            TokenCheck check = database.tokens().check(cookie.get(), TokenType.SESSION);
            check.valid().ifPresent(token -> serve(token.userId())); // one read, nothing written
        }

        /** What came from a browser. */
        interface Request {

            String remoteAddress();
        }

        /** What a browser keeps. */
        interface Cookie {

            void set(String value);

            String get();
        }
    }

    /** {@code docs/cache.md}. */
    private abstract static class Cache {

        void inProcess(DataSource dataSource, FieldProtection protection) {
            SoukDatabase database = SoukDatabase.builder(DataSourceTransactions.over(dataSource), protection)
                    .cache(ListingCache.inProcess())
                    .build();
        }

        void inRedis() {
            ListingCache cache = ListingCache.over(RedisStore.connect("redis://localhost"));
        }

        void inTheHostsTransaction(
                DSLContext dsl, FieldProtection protection, ListingCache cache, List<Listing> listings) {
            dsl.transaction(configuration -> SoukDatabase.builder(configuration.dsl(), protection)
                    .cache(cache)
                    .build()
                    .listings()
                    .upsertAll(listings));
        }

        void stats(ListingCache cache) {
            CacheStats stats = cache.stats();
            stats.listings().hitRate(); // 0.93
            stats.searches().outdated(); // misses because a listing had changed
            stats.bypassed(); // reads inside transactions
            stats.failures(); // Redis away, slow, or unreadable
        }

        /** A runner that says so. */
        abstract static class Runner implements TransactionRunner {

            @Override
            public boolean mayJoin() {
                return TransactionSynchronizationManager.isActualTransactionActive(); // Spring
            }
        }
    }

    /** {@code docs/operations.md}, {@code docs/schema.md}. */
    private abstract static class Schema {

        void pool() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(
                    "jdbc:postgresql://db/app"
                            + "?connectTimeout=5&socketTimeout=40&tcpKeepAlive=true&ApplicationName=souk"
                            + "&options=-c%20idle_in_transaction_session_timeout=20s%20-c%20statement_timeout=30s%20-c%20lock_timeout=10s");
            config.setMaximumPoolSize(20);
            config.setConnectionTimeout(5_000);
            config.setKeepaliveTime(120_000);
            config.setMaxLifetime(1_500_000);
        }

        void migrate(DataSource dataSource) {
            SchemaMigrator.over(dataSource).migrate();
        }

        void steps(DataSource dataSource) {
            SchemaMigrator migrator =
                    SchemaMigrator.builder(dataSource).schema("marketplace").build();

            migrator.migrate(); // to the newest version
            migrator.migrate(1); // one version
            migrator.migrateTo(9); // to that version; never undoes
            migrator.status(); // current, newest, and how every version stands
        }

        void undo(SchemaMigrator migrator) {
            UndoPlan plan = migrator.planUndoTo(8); // what would be lost, with the number of rows
            migrator.undo(1); // refuses to lose data
            migrator.undoTo(8, DataLoss.ACCEPTED); // was told to
            migrator.undoAll(DataLoss.ACCEPTED); // back to the base
        }

        void adopt(DataSource dataSource) {
            SchemaMigrator migrator =
                    SchemaMigrator.builder(dataSource).schema("public").build();

            AdoptionReport report = migrator.adopt();
            migrator.migrate();
        }

        void drift(SchemaMigrator migrator, Logger log) {
            SchemaDrift drift = migrator.drift();

            if (!drift.isIntact()) {
                drift.differences().forEach(difference -> log.warn("{}", difference));
            }
        }

        void offline(SchemaMigrator migrator) {
            String sql = migrator.pendingSql(); // from where the database is
            String back = migrator.undoSql(8);
            String all = OfflineSql.inSchema("souk").migrate(); // from nothing to the newest; needs no database
        }
    }
}
