package dev.souk.spring;

import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.archive.RawPage;
import dev.souk.core.audit.AuditLog;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.listing.SearchRun;
import dev.souk.core.listing.SearchRuns;
import dev.souk.core.listing.UpsertResult;
import dev.souk.core.scrape.ScrapeRun;
import dev.souk.core.watch.WatchDraft;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes by every repository, as a host may between two statements of its own. */
final class EverythingAtOnce {

    static final SourceId SOURCE = new SourceId("market");

    /** Those that only read. */
    static final Set<String> READING = Set.of("prices", "sightings", "deliveryLog");

    /** What each of the others writes, in an order in which one finds what it needs of those before. */
    static final Map<String, Consumer<SoukDatabase>> WRITES = writes();

    private static final Duration HOUR = Duration.ofHours(1);

    private EverythingAtOnce() {}

    /** What was there before: rows that have served their time, users to encrypt and to erase. */
    static void prepare(SoukDatabase souk, JdbcTemplate host) {
        User ben = souk.users().create(UserDraft.of("ben", "ben@example.org"));
        Alert alert = souk.alerts().create(AlertDraft.of(ben.id(), "Bikes", AlertCriteria.ANYTHING));
        Alert deleted = souk.alerts().create(AlertDraft.of(ben.id(), "Chairs", AlertCriteria.ANYTHING));
        souk.alerts().delete(deleted.id());
        long sold = souk.listings().upsertAll(List.of(bike(10))).added().get(0).id();
        souk.matches().record(List.of(new NewMatch(alert.id(), sold)));
        souk.notifications().store(List.of(draft("match", ben, alert, sold)));
        deliver(souk);
        souk.listings().markRemoved(SOURCE, List.of("10"));
        match(souk);
        host.execute("insert into souk.audit_log (happened_at, database_role, table_name, row_id, user_id, operation)"
                + " values ('2000-01-01', 'long_gone', 'users', 1, 1, 'update')");
    }

    static void write(SoukDatabase souk) {
        WRITES.values().forEach(write -> write.accept(souk));
    }

    private static Map<String, Consumer<SoukDatabase>> writes() {
        Map<String, Consumer<SoukDatabase>> all = new LinkedHashMap<>();
        all.put("users", souk -> souk.users().create(UserDraft.of("ada", "ada@example.org")));
        all.put("credentials", souk -> souk.credentials().changeHash(ada(souk).id(), "another hash"));
        all.put(
                "tokens",
                souk -> souk.tokens().issue(AuthTokenDraft.of(ada(souk).id(), TokenType.SESSION, HOUR)));
        all.put("alerts", souk -> souk.alerts().create(AlertDraft.of(ada(souk).id(), "Bikes", AlertCriteria.ANYTHING)));
        all.put("alertFeed", souk -> souk.alertFeed().purgeDeletions(Duration.ZERO, 10));
        all.put("listings", EverythingAtOnce::store);
        all.put("listingChanges", EverythingAtOnce::match);
        all.put(
                "backfills",
                souk -> souk.inTransaction(joined -> {
                    List<Backfill> pending = joined.backfills().pending(10);
                    pending.forEach(backfill -> joined.backfills().done(backfill.id()));
                    return pending;
                }));
        all.put(
                "matches",
                souk -> souk.matches().record(List.of(new NewMatch(alert(souk).id(), listing(souk)))));
        all.put(
                "notifications",
                souk -> souk.notifications().store(List.of(draft("match", ada(souk), alert(souk), listing(souk)))));
        all.put("deliveries", EverythingAtOnce::deliver);
        all.put("heldNotifications", EverythingAtOnce::hold);
        all.put("watches", souk -> souk.watches().add(new WatchDraft(SOURCE, "bikes", HOUR, HOUR)));
        all.put("searchRuns", souk -> {
            SearchRun run = souk.searchRuns().begin(SOURCE, "bikes");
            souk.searchRuns().complete(run, List.of(new ListingKey(SOURCE, "2")), SearchRuns.DEFAULT_MISSES);
        });
        all.put("searchProgress", souk -> souk.searchProgress().catchUp(SOURCE, "boats"));
        all.put("siteTurns", souk -> souk.siteTurns().take("market.example", Duration.ZERO, HOUR));
        all.put("scrapeRuns", souk -> souk.scrapeRuns().add(visit()));
        all.put(
                "baselines",
                souk -> souk.baselines().update(SOURCE, "search", new TreeSet<>(Set.of("listings")), before -> before));
        all.put(
                "rawPages",
                souk -> souk.rawPages()
                        .add(new RawPage(
                                SOURCE,
                                "search",
                                "https://market.example/",
                                "https://market.example/",
                                Instant.EPOCH,
                                "?")));
        all.put("purge", souk -> {
            require(souk.purge().notifications(Duration.ZERO, 10) > 0, "no notification is purged");
            require(souk.purge().matches(Duration.ZERO, 10) > 0, "no match is purged");
            require(souk.purge().listings(Duration.ZERO, 10) > 0, "no listing is purged");
        });
        all.put("reencryption", souk -> souk.reencryption().run(() -> true));
        all.put("auditLog", souk -> souk.auditLog().purge(AuditLog.KEPT_AT_LEAST));
        all.put(
                "privacy",
                souk -> souk.privacy()
                        .erase(souk.users().byUsername("ben").orElseThrow().id()));
        return all;
    }

    /** One listing is refused, so that savepoints are used. */
    private static void store(SoukDatabase souk) {
        UpsertResult stored = souk.listings()
                .upsertAll(IntStream.rangeClosed(1, 5)
                        .mapToObj(EverythingAtOnce::bike)
                        .toList());
        require(stored.added().size() == 4 && stored.rejected().size() == 1, stored);
        souk.listings().markRemoved(SOURCE, List.of("1"));
    }

    private static void match(SoukDatabase souk) {
        souk.inTransaction(joined -> {
            List<ClaimedChange> claimed = joined.listingChanges().claim(10);
            joined.listingChanges()
                    .markMatched(claimed.stream().map(ClaimedChange::id).toList());
            return claimed;
        });
    }

    private static void deliver(SoukDatabase souk) {
        for (Delivery delivery : souk.deliveries().lease(Set.of("email"), 10, HOUR)) {
            souk.deliveries().delivered(delivery);
        }
    }

    private static void hold(SoukDatabase souk) {
        souk.notifications()
                .store(List.of(
                        draft("held", ada(souk), alert(souk), listing(souk)).inSummary()));
        souk.inTransaction(joined -> joined.heldNotifications().claim().stream()
                .flatMap(Collection::stream)
                .mapToInt(joined.heldNotifications()::release)
                .sum());
    }

    private static User ada(SoukDatabase souk) {
        return souk.users().byUsername("ada").orElseThrow();
    }

    private static Alert alert(SoukDatabase souk) {
        return souk.alerts().ofUser(ada(souk).id(), 1).items().get(0);
    }

    private static long listing(SoukDatabase souk) {
        return souk.listings().byExternalId(SOURCE, "2").orElseThrow().id();
    }

    /** The database of the tests refuses a price of 5. */
    private static Listing bike(int number) {
        return Listing.builder(
                        new ListingKey(SOURCE, Integer.toString(number)),
                        "Bike " + number,
                        URI.create("https://market.example/" + number))
                .price(Money.of(number, "EUR"))
                .attribute("brand", "Brompton")
                .build();
    }

    private static NotificationDraft draft(String event, User user, Alert alert, long listing) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                alert.id(),
                alert.name(),
                listing,
                "Bike",
                URI.create("https://market.example/1"),
                null,
                null,
                null,
                null);
        return new NotificationDraft(
                user.id(), event + ":" + listing, "New: Bike", "It is there.", subject, Set.of("email"));
    }

    private static ScrapeRun visit() {
        return new ScrapeRun(
                SOURCE,
                "bikes",
                Duration.ofSeconds(1),
                new TreeMap<>(Map.of("ok", 1)),
                5,
                4,
                0,
                0,
                0,
                0,
                new TreeMap<>(),
                List.of(),
                null);
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
