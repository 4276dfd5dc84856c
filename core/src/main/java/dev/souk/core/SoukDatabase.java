package dev.souk.core;

import dev.souk.core.alert.AlertFeed;
import dev.souk.core.alert.AlertMatchRepository;
import dev.souk.core.alert.AlertRepository;
import dev.souk.core.alert.Backfills;
import dev.souk.core.archive.RawPages;
import dev.souk.core.audit.AuditLog;
import dev.souk.core.cache.ListingCache;
import dev.souk.core.listing.ListingChanges;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.listing.ListingSightings;
import dev.souk.core.listing.PriceHistory;
import dev.souk.core.listing.SearchProgress;
import dev.souk.core.listing.SearchRuns;
import dev.souk.core.notification.DeliveryLog;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.core.notification.HeldNotifications;
import dev.souk.core.notification.NotificationRepository;
import dev.souk.core.pace.SiteTurns;
import dev.souk.core.privacy.Privacy;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.Reencryption;
import dev.souk.core.retention.Purge;
import dev.souk.core.scrape.ScrapeRuns;
import dev.souk.core.scrape.SourceBaselines;
import dev.souk.core.token.AuthTokenRepository;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.TransactionRunner;
import dev.souk.core.transaction.Transactions;
import dev.souk.core.user.CredentialRepository;
import dev.souk.core.user.UserReencryption;
import dev.souk.core.user.UserRepository;
import dev.souk.core.watch.WatchRepository;
import dev.souk.schema.SchemaMigrator;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * All that Souk keeps, by repository. Every call is one transaction of its own, unless it runs inside {@link
 * #inTransaction} or the application's. Unchanging and thread-safe; make one and keep it.
 *
 * <ul>
 *   <li>For applications: {@link #users}, {@link #credentials}, {@link #tokens}, {@link #alerts}, {@link #matches}, {@link
 *       #listings}, {@link #prices}, {@link #sightings}, {@link #notifications}, {@link #privacy}, {@link #watches}.
 *   <li>For operation: {@link #deliveries}, {@link #deliveryLog}, {@link #scrapeRuns}, {@link #baselines}, {@link #purge},
 *       {@link #reencryption}, {@link #auditLog}.
 *   <li>For the pipeline: {@link #listingChanges}, {@link #searchRuns}, {@link #searchProgress}, {@link #siteTurns}, {@link
 *       #rawPages}, {@link #alertFeed}, {@link #backfills}, {@link #heldNotifications}.
 * </ul>
 *
 * <pre>{@code
 * SchemaMigrator.over(dataSource).migrate();
 * SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(keys));
 * User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
 * }</pre>
 */
public final class SoukDatabase {

    private final Transactions transactions;
    private final FieldProtection protection;

    @Nullable
    private final ListingCache cache;

    private final UserRepository users;
    private final CredentialRepository credentials;
    private final AuthTokenRepository tokens;
    private final ListingRepository listings;
    private final ListingChanges listingChanges;
    private final SearchRuns searchRuns;
    private final SearchProgress searchProgress;
    private final SiteTurns siteTurns;
    private final WatchRepository watches;
    private final ScrapeRuns scrapeRuns;
    private final SourceBaselines baselines;
    private final RawPages rawPages;
    private final AlertRepository alerts;
    private final AlertFeed alertFeed;
    private final Backfills backfills;
    private final AlertMatchRepository matches;
    private final NotificationRepository notifications;
    private final HeldNotifications held;
    private final DeliveryQueue deliveries;
    private final DeliveryLog deliveryLog;
    private final PriceHistory prices;
    private final ListingSightings sightings;
    private final Purge purge;
    private final AuditLog auditLog;
    private final Privacy privacy;

    private SoukDatabase(Transactions transactions, FieldProtection protection, @Nullable ListingCache cache) {
        this.transactions = transactions;
        this.protection = protection;
        this.cache = cache;
        users = new UserRepository(transactions, protection);
        credentials = new CredentialRepository(transactions, protection);
        tokens = new AuthTokenRepository(transactions, protection);
        listings = new ListingRepository(transactions, cache);
        listingChanges = new ListingChanges(transactions);
        searchRuns = new SearchRuns(transactions, cache);
        searchProgress = new SearchProgress(transactions);
        siteTurns = new SiteTurns(transactions);
        watches = new WatchRepository(transactions);
        scrapeRuns = new ScrapeRuns(transactions);
        baselines = new SourceBaselines(transactions);
        rawPages = new RawPages(transactions);
        alerts = new AlertRepository(transactions);
        alertFeed = new AlertFeed(transactions);
        backfills = new Backfills(transactions);
        matches = new AlertMatchRepository(transactions);
        notifications = new NotificationRepository(transactions);
        held = new HeldNotifications(transactions);
        deliveries = new DeliveryQueue(transactions, protection);
        deliveryLog = new DeliveryLog(transactions);
        prices = new PriceHistory(transactions);
        sightings = new ListingSightings(transactions);
        purge = new Purge(transactions, listings);
        auditLog = new AuditLog(transactions);
        privacy = new Privacy(transactions, protection);
    }

    /**
     * On a data source, in transactions of Souk's own; see {@link DataSourceTransactions} for what it refuses.
     *
     * @param protection how e-mail addresses and what else is personal are kept
     */
    public static SoukDatabase over(DataSource dataSource, FieldProtection protection) {
        return builder(DataSourceTransactions.over(dataSource), protection).build();
    }

    /**
     * On the application's jOOQ context: inside its transaction every call joins it, and what the application rolls back is gone.
     * That is a transaction of the context's provider, or one that is open on the context's connection, which is any whose
     * auto-commit is off. A call that fails in it undoes itself alone.
     *
     * @param protection how e-mail addresses and what else is personal are kept
     * @throws IllegalStateException if the context would commit transactions that a framework has begun
     */
    public static SoukDatabase over(DSLContext context, FieldProtection protection) {
        return builder(context, protection).build();
    }

    /** As {@link #over(DSLContext, FieldProtection)}, for another schema or with a cache. */
    public static Builder builder(DSLContext context, FieldProtection protection) {
        return new Builder(Transactions.of(context), protection);
    }

    /** For another schema, with a cache, or for transactions of a framework. */
    public static Builder builder(TransactionRunner transactions, FieldProtection protection) {
        return new Builder(transactions, protection);
    }

    /**
     * Runs several calls in one transaction: what they do stays or goes together. The work gets a database whose every
     * call joins that transaction; it must not be kept or handed to another thread.
     *
     * @throws RuntimeException what the work threw, after rolling back
     */
    public <T> T inTransaction(Function<SoukDatabase, T> work) {
        return transactions.together(joined -> work.apply(new SoukDatabase(joined, protection, cache)));
    }

    /**
     * The same with a time-out for each statement: one that takes longer fails as a {@link
     * dev.souk.core.transaction.StorageException} with SQL state 57014. A shorter {@code statement_timeout} of the
     * connection's stays, and a transaction of the application's has its own again when the call ends.
     *
     * @param longest at least a millisecond
     */
    public <T> T inTransaction(Duration longest, Function<SoukDatabase, T> work) {
        if (longest.toMillis() < 1) {
            throw new IllegalArgumentException("a statement must be given a millisecond at least: " + longest);
        }
        return transactions.together(longest, joined -> work.apply(new SoukDatabase(joined, protection, cache)));
    }

    /**
     * The same database as a user may see it: every call runs with the user set, and whatever a repository is asked, the
     * database answers and changes with that user's rows alone. Inside a transaction of the application's only the
     * calls themselves are held, not what the application does between them. Takes a role that row level security
     * holds, which is the app or the read-only one of {@link dev.souk.schema.AccessScript}; each call costs two short
     * statements more.
     *
     * <pre>{@code
     * database.asUser(7).alerts().delete(alertId);        // false if it is somebody else's
     * }</pre>
     *
     * <p>A call by a role that would see everybody's rows throws {@link
     * dev.souk.core.transaction.NotConfinedException}.
     *
     * @throws IllegalArgumentException if the id is not positive
     */
    public SoukDatabase asUser(long userId) {
        return new SoukDatabase(transactions.asUser(userId), protection, cache);
    }

    /**
     * The same database, unconfined, with a user whom the audit log names as the one who did what the calls do: for
     * applications with one role, and for administration.
     *
     * @throws IllegalArgumentException if the id is not positive
     */
    public SoukDatabase onBehalfOf(long userId) {
        return new SoukDatabase(transactions.onBehalfOf(userId), protection, cache);
    }

    /** Users: create, find, change. */
    public UserRepository users() {
        return users;
    }

    /** Password hashes of users. */
    public CredentialRepository credentials() {
        return credentials;
    }

    /** Session and other tokens. */
    public AuthTokenRepository tokens() {
        return tokens;
    }

    /** Listings: store, find, search. */
    public ListingRepository listings() {
        return listings;
    }

    /** Price history of listings. */
    public PriceHistory prices() {
        return prices;
    }

    /** When listings were last seen. */
    public ListingSightings sightings() {
        return sightings;
    }

    /** The queue of changed listings that are still to be matched. */
    public ListingChanges listingChanges() {
        return listingChanges;
    }

    /** Complete runs of searches, to notice what they no longer find. */
    public SearchRuns searchRuns() {
        return searchRuns;
    }

    /** How far searches with the newest first were read. */
    public SearchProgress searchProgress() {
        return searchProgress;
    }

    /** The turns at sites that all instances share. */
    public SiteTurns siteTurns() {
        return siteTurns;
    }

    /** Stored watches: searches that all instances share, and their leases. */
    public WatchRepository watches() {
        return watches;
    }

    /** What each visit to a marketplace gave. */
    public ScrapeRuns scrapeRuns() {
        return scrapeRuns;
    }

    /** What the pages of each marketplace usually give, and what has fallen. */
    public SourceBaselines baselines() {
        return baselines;
    }

    /** Archived pages, to be read again. */
    public RawPages rawPages() {
        return rawPages;
    }

    /** Saved alerts. */
    public AlertRepository alerts() {
        return alerts;
    }

    /** Changes of alerts, for engines that keep them in memory. */
    public AlertFeed alertFeed() {
        return alertFeed;
    }

    /** New and changed alerts that still have to be asked about recent changes. */
    public Backfills backfills() {
        return backfills;
    }

    /** Matches: which listing satisfied which alert. */
    public AlertMatchRepository matches() {
        return matches;
    }

    /** Notifications of users: list, mark as read. */
    public NotificationRepository notifications() {
        return notifications;
    }

    /** Notifications that are held until their time: digests, quiet hours, caps. */
    public HeldNotifications heldNotifications() {
        return held;
    }

    /** The queue of deliveries: lease, record, give up, requeue. */
    public DeliveryQueue deliveries() {
        return deliveries;
    }

    /** Delivery history, for support and administration. */
    public DeliveryLog deliveryLog() {
        return deliveryLog;
    }

    /** Deletes old notifications, matches and listings in batches. */
    public Purge purge() {
        return purge;
    }

    /** Re-encrypts rows with the current keys. */
    public Reencryption reencryption() {
        return new Reencryption(
                transactions, List.of(new UserReencryption(protection), AuthTokenRepository.reencrypted(protection)));
    }

    /** Who changed what in accounts, tokens and alerts. */
    public AuditLog auditLog() {
        return auditLog;
    }

    /** Exports or erases all data of one user. */
    public Privacy privacy() {
        return privacy;
    }

    /** Collects how the database is reached. Not thread-safe. */
    public static final class Builder {

        private final TransactionRunner transactions;
        private final FieldProtection protection;
        private String schema = SchemaMigrator.DEFAULT_SCHEMA;

        @Nullable
        private ListingCache cache;

        private Builder(TransactionRunner transactions, FieldProtection protection) {
            this.transactions = transactions;
            this.protection = protection;
        }

        /** The schema that holds the tables. Default {@value SchemaMigrator#DEFAULT_SCHEMA}. */
        public Builder schema(String schema) {
            if (schema.isBlank()) {
                throw new IllegalArgumentException("schema is blank");
            }
            this.schema = schema;
            return this;
        }

        /** Reads listings by way of a cache, where it is allowed to; see {@link ListingCache}. Default none. */
        public Builder cache(ListingCache cache) {
            this.cache = cache;
            return this;
        }

        /** The database. Connects to nothing yet. */
        public SoukDatabase build() {
            return new SoukDatabase(Transactions.by(transactions, schema), protection, cache);
        }
    }
}
