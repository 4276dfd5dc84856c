package dev.souk.core.access;

import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.AlertHorizon;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.MatchFilter;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.audit.AuditLog;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.listing.ListingPlace;
import dev.souk.core.notification.NotificationFilter;
import dev.souk.core.user.Credentials;
import dev.souk.model.Counting;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One question about Ben for every method of every repository that a {@link SoukDatabase} has. */
final class EveryRepository {

    /** Asks or changes something of Ben's, and answers with what it learned of him: nothing, if he is out of reach. */
    interface Question {
        Object ask(SoukDatabase database, TwoUsers users);
    }

    /** Repositories that hold nothing of users. */
    static final Set<String> OF_THE_MARKET = Set.of(
            "listings",
            "listingChanges",
            "searchRuns",
            "searchProgress",
            "prices",
            "sightings",
            "siteTurns",
            "scrapeRuns",
            "baselines",
            "watches",
            "rawPages");

    /** Finds something only with other keys than the rest are asked with: a test of its own asks. */
    static final Set<String> WITH_KEYS = Set.of("reencryption");

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Counting ESTIMATE = Counting.ESTIMATED;

    private static final AlertCriteria WAITING = AlertCriteria.builder()
            .price(PriceRange.upTo(Money.of(1, "EUR")).with(PriceRange.Unknown.FETCH))
            .build();

    static final Map<String, Question> QUESTIONS = questions();

    private EveryRepository() {}

    private static Map<String, Question> questions() {
        Map<String, Question> all = new LinkedHashMap<>();
        ofUsers(all);
        ofTokens(all);
        ofAlerts(all);
        ofMatches(all);
        ofNotifications(all);
        EveryDelivery.questions(all);
        EveryFirstSlice.questions(all);
        ofTheHost(all);
        return all;
    }

    private static void ofUsers(Map<String, Question> all) {
        all.put("users.byId(long)", (db, of) -> db.users().byId(of.ben.id()));
        all.put("users.byUsername(String)", (db, of) -> db.users().byUsername("ben"));
        all.put("users.byEmail(String)", (db, of) -> db.users().byEmail("ben@example.org"));
        all.put(
                "users.page(int,int)",
                (db, of) -> of.bensIn(db.users().page(0, 10).items()));
        all.put(
                "users.page(int,int,Counting)",
                (db, of) -> db.users().page(0, 1, Counting.EXACT).total().count() - 1);
        all.put(
                "users.slice(String,int)",
                (db, of) -> of.bensIn(db.users().slice(null, 10).items()));
        all.put("users.count()", (db, of) -> db.users().count() - 1);
        all.put("users.setActive(long,boolean)", (db, of) -> db.users().setActive(of.ben.id(), false));
        all.put("users.delete(long)", (db, of) -> db.users().delete(of.ben.id()));
        all.put("users.changeRole(long,String)", (db, of) -> db.users().changeRole(of.ben.id(), "admin"));
        all.put(
                "users.ofRole(String,String,int)",
                (db, of) -> of.bensIn(db.users().ofRole("user", null, 10).items()));
        all.put(
                "users.ofRole(String,int,int)",
                (db, of) -> of.bensIn(db.users().ofRole("user", 0, 10).items()));
        all.put(
                "users.ofRole(String,int,int,Counting)",
                (db, of) ->
                        db.users().ofRole("user", 0, 1, Counting.EXACT).total().count() - 1);
        all.put("users.changeEmail(long,String)", (db, of) -> db.users().changeEmail(of.ben.id(), "x@example.org"));
        all.put("users.changeUsername(long,String)", (db, of) -> db.users().changeUsername(of.ben.id(), "x"));
        all.put("users.changeName(long,String,String)", (db, of) -> db.users().changeName(of.ben.id(), "X", null));
        all.put("credentials.byUsername(String)", (db, of) -> db.credentials().byUsername("ben"));
        all.put("credentials.byEmail(String)", (db, of) -> db.credentials().byEmail("ben@example.org"));
        all.put(
                "credentials.recordLogin(Credentials,String)",
                (db, of) -> db.credentials().recordLogin(new Credentials(of.ben, "secret hash"), "another hash"));
        all.put(
                "credentials.changeHash(long,String)",
                (db, of) -> db.credentials().changeHash(of.ben.id(), "another hash"));
    }

    private static void ofTokens(Map<String, Question> all) {
        all.put(
                "tokens.issue(AuthTokenDraft)",
                (db, of) -> db.tokens().issue(AuthTokenDraft.of(of.ben.id(), TokenType.SESSION, HOUR)));
        all.put(
                "tokens.check(String,TokenType)",
                (db, of) ->
                        db.tokens().check(of.token.secret(), TokenType.SESSION).valid());
        all.put(
                "tokens.rotate(AuthToken,Duration,Duration)",
                (db, of) -> db.tokens().rotate(of.token.token(), HOUR, Duration.ZERO));
        all.put(
                "tokens.revoke(long)",
                (db, of) -> db.tokens().revoke(of.token.token().id()));
        all.put(
                "tokens.revoke(long,long)",
                (db, of) -> db.tokens().revoke(of.ben.id(), of.token.token().id()));
        all.put("tokens.revokeAll(long)", (db, of) -> db.tokens().revokeAll(of.ben.id()));
        all.put("tokens.revokeDevice(long,String)", (db, of) -> db.tokens().revokeDevice(of.ben.id(), TwoUsers.DEVICE));
        all.put(
                "tokens.purge(Duration,int)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.tokens().revokeAll(of.ben.id());
                    return tx.tokens().purge(Duration.ZERO, 10);
                }));
        all.put("tokens.ofUser(long,int,int)", (db, of) -> db.tokens().ofUser(of.ben.id(), 0, 10));
        all.put("tokens.ofUser(long,int,int,Counting)", (db, of) -> db.tokens().ofUser(of.ben.id(), 0, 10, ESTIMATE));
        all.put("tokens.ofUser(long,String,int)", (db, of) -> db.tokens().ofUser(of.ben.id(), null, 10));
    }

    private static void ofAlerts(Map<String, Question> all) {
        all.put("alerts.create(AlertDraft)", (db, of) -> db.alerts().create(anything(of)));
        all.put("alerts.create(AlertDraft,int)", (db, of) -> db.alerts().create(anything(of), 100));
        all.put(
                "alerts.expiry(long)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.alerts().setExpiry(of.alert.id(), Instant.EPOCH);
                    return tx.alerts().expiry(of.alert.id());
                }));
        all.put("alerts.setExpiry(long,Instant)", (db, of) -> db.alerts().setExpiry(of.alert.id(), Instant.EPOCH));
        all.put(
                "alerts.switchOffExpired(int)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.alerts().setExpiry(of.alert.id(), Instant.EPOCH);
                    return tx.alerts().switchOffExpired(10);
                }));
        all.put("alerts.update(long,AlertDraft)", (db, of) -> db.alerts().update(of.alert.id(), anything(of)));
        all.put("alerts.setActive(long,boolean)", (db, of) -> db.alerts().setActive(of.alert.id(), false));
        all.put("alerts.delete(long)", (db, of) -> db.alerts().delete(of.alert.id()));
        all.put(
                "alerts.onlyOf(long)",
                (db, of) -> db.alerts().onlyOf(of.ben.id()).byId(of.alert.id()));
        all.put("alerts.byId(long)", (db, of) -> db.alerts().byId(of.alert.id()));
        all.put("alerts.ofUser(long,int,int)", (db, of) -> db.alerts().ofUser(of.ben.id(), 0, 10));
        all.put("alerts.ofUser(long,int,int,Counting)", (db, of) -> db.alerts().ofUser(of.ben.id(), 0, 10, ESTIMATE));
        all.put("alerts.ofUser(long,String,int)", (db, of) -> db.alerts().ofUser(of.ben.id(), null, 10));
        all.put("alerts.edit(long,UnaryOperator)", (db, of) -> db.alerts().edit(of.alert.id(), draft -> draft));
        all.put("alerts.setAllActive(long,boolean)", (db, of) -> db.alerts().setAllActive(of.ben.id(), false));
        AlertFilter ofEverybody = AlertFilter.ALL;
        all.put(
                "alerts.page(AlertFilter,int,int,Counting)",
                (db, of) -> db.alerts().page(ofEverybody, 0, 10, Counting.EXACT));
        all.put("alerts.slice(AlertFilter,String,int)", (db, of) -> db.alerts().slice(ofEverybody, null, 10));
        all.put(
                "alerts.unreadable(AlertFilter,int,int,Counting)",
                (db, of) -> db.alerts().unreadable(ofEverybody, 0, 10, Counting.EXACT));
        all.put(
                "alerts.unreadable(AlertFilter,String,int)",
                (db, of) -> db.alerts().unreadable(ofEverybody, null, 10));
        all.put(
                "alerts.waitsForPrices(SourceId)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.alerts().update(of.alert.id(), anything(of).withCriteria(WAITING));
                    return tx.alerts().waitsForPrices(new SourceId("ebay"));
                }));
        all.put("alerts.count(AlertFilter)", (db, of) -> db.alerts().count(ofEverybody));
        all.put(
                "alertFeed.since(AlertHorizon)",
                (db, of) -> db.alertFeed().since(AlertHorizon.START).changed());
        all.put("alertFeed.read(AlertHorizon,Reader)", (db, of) -> {
            HeardOfAlerts heard = new HeardOfAlerts();
            db.alertFeed().read(AlertHorizon.START, heard);
            return heard.all;
        });
        all.put(
                "alertFeed.purgeDeletions(Duration,int)",
                (db, of) -> db.inTransaction(tx -> {
                    tx.alerts().delete(of.alert.id());
                    return tx.alertFeed().purgeDeletions(Duration.ZERO, 10);
                }));
        all.put(
                "backfills.pending(int)",
                (db, of) -> db.inTransaction(tx -> tx.backfills().pending(10)));
        all.put(
                "backfills.pendingAfter(long,int)",
                (db, of) -> db.inTransaction(tx -> tx.backfills().pendingAfter(0, 10)));
        all.put("backfills.putOff(long)", (db, of) -> db.backfills().putOff(of.backfill));
        all.put(
                "backfills.lookedAt(Backfill,long,int)",
                (db, of) -> db.backfills().lookedAt(new Backfill(of.backfill, of.alert.id(), 0, 1, 0), 1, 0));
        all.put(
                "backfills.recorded(long,ListingPlace,int)",
                (db, of) -> db.backfills().recorded(of.backfill, new ListingPlace(Instant.EPOCH, 1), 1));
        all.put("backfills.stats()", (db, of) -> db.backfills().stats().waiting());
        all.put("backfills.done(long)", (db, of) -> db.backfills().done(of.backfill));
    }

    private static void ofMatches(Map<String, Question> all) {
        MatchFilter ofEverybody = MatchFilter.ALL;
        all.put(
                "matches.page(MatchFilter,int,int,Counting)",
                (db, of) -> db.matches().page(ofEverybody, 0, 10, Counting.EXACT));
        all.put(
                "matches.slice(MatchFilter,String,int)",
                (db, of) -> db.matches().slice(ofEverybody, null, 10));
        all.put(
                "matches.pageWithListings(MatchFilter,int,int,Counting)",
                (db, of) -> db.matches().pageWithListings(ofEverybody, 0, 10, Counting.EXACT));
        all.put(
                "matches.sliceWithListings(MatchFilter,String,int)",
                (db, of) -> db.matches().sliceWithListings(ofEverybody, null, 10));
        all.put(
                "matches.counts(MatchFilter)",
                (db, of) -> db.matches().counts(ofEverybody).all());
        all.put(
                "matches.countsByAlert(long)",
                (db, of) -> db.matches().countsByAlert(of.ben.id()).values());
        all.put(
                "matches.onlyOf(long)",
                (db, of) -> db.matches().onlyOf(of.ben.id()).byId(of.match));
        all.put("matches.byId(long)", (db, of) -> db.matches().byId(of.match));
        all.put("matches.markAllRead(MatchFilter)", (db, of) -> db.matches().markAllRead(ofEverybody));
        all.put("matches.delete(long)", (db, of) -> db.matches().delete(of.match));
        all.put(
                "matches.record(Collection)",
                (db, of) -> db.matches().record(List.of(new NewMatch(of.alert.id(), of.otherListing))));
        all.put(
                "matches.record(Collection,Map)",
                (db, of) -> db.matches().record(List.of(new NewMatch(of.alert.id(), of.otherListing)), Map.of()));
        all.put(
                "matches.noteTold(Map)",
                (db, of) -> db.matches().noteTold(Map.of(new NewMatch(of.alert.id(), of.listing), Money.of(1, "EUR"))));
        all.put("matches.ofListings(Collection,Consumer)", (db, of) -> {
            List<AlertMatch> read = new ArrayList<>();
            db.matches().ofListings(List.of(of.listing), read::add);
            return read;
        });
        all.put("matches.ofAlert(long,int,int)", (db, of) -> db.matches().ofAlert(of.alert.id(), 0, 10));
        all.put(
                "matches.ofAlert(long,int,int,Counting)",
                (db, of) -> db.matches().ofAlert(of.alert.id(), 0, 10, ESTIMATE));
        all.put("matches.ofAlert(long,String,int)", (db, of) -> db.matches().ofAlert(of.alert.id(), null, 10));
        all.put("matches.ofUser(long,int,int)", (db, of) -> db.matches().ofUser(of.ben.id(), 0, 10));
        all.put(
                "matches.ofUser(long,int,int,Counting)",
                (db, of) -> db.matches().ofUser(of.ben.id(), 0, 10, ESTIMATE));
        all.put("matches.ofUser(long,String,int)", (db, of) -> db.matches().ofUser(of.ben.id(), null, 10));
        all.put("matches.markRead(long,boolean)", (db, of) -> db.matches().markRead(of.match, true));
        all.put("matches.markSaved(long,boolean)", (db, of) -> db.matches().markSaved(of.match, true));
    }

    private static void ofNotifications(Map<String, Question> all) {
        NotificationFilter ofEverybody = NotificationFilter.ALL;
        all.put(
                "notifications.page(NotificationFilter,int,int,Counting)",
                (db, of) -> db.notifications().page(ofEverybody, 0, 10, Counting.EXACT));
        all.put(
                "notifications.slice(NotificationFilter,String,int)",
                (db, of) -> db.notifications().slice(ofEverybody, null, 10));
        all.put(
                "notifications.counts(NotificationFilter)",
                (db, of) -> sum(db.notifications().counts(ofEverybody)));
        all.put(
                "notifications.markAllRead(NotificationFilter)",
                (db, of) -> db.notifications().markAllRead(ofEverybody));
        all.put("notifications.delete(long)", (db, of) -> db.notifications().delete(of.notification));
        all.put(
                "notifications.store(Collection)",
                (db, of) -> db.notifications().store(List.of(of.draft("later"))));
        all.put(
                "notifications.onlyOf(long)",
                (db, of) -> db.notifications().onlyOf(of.ben.id()).byId(of.notification));
        all.put("notifications.byId(long)", (db, of) -> db.notifications().byId(of.notification));
        all.put(
                "notifications.ofUser(long,int,int)",
                (db, of) -> db.notifications().ofUser(of.ben.id(), 0, 10));
        all.put(
                "notifications.ofUser(long,int,int,Counting)",
                (db, of) -> db.notifications().ofUser(of.ben.id(), 0, 10, ESTIMATE));
        all.put(
                "notifications.ofUser(long,String,int)",
                (db, of) -> db.notifications().ofUser(of.ben.id(), null, 10));
        all.put(
                "notifications.unreadCount(long)",
                (db, of) -> db.notifications().unreadCount(of.ben.id()));
        all.put(
                "notifications.unreadCount(NotificationFilter)",
                (db, of) -> db.notifications().unreadCount(ofEverybody));
        all.put("notifications.markRead(long)", (db, of) -> db.notifications().markRead(of.notification));
        all.put(
                "notifications.markRead(long,boolean)",
                (db, of) -> db.notifications().markRead(of.notification, false));
    }

    private static void ofTheHost(Map<String, Question> all) {
        all.put(
                "auditLog.page(AuditQuery,int,int,Counting)",
                (db, of) -> db.auditLog().page(AuditQuery.ALL, 0, 10, Counting.EXACT));
        all.put(
                "auditLog.slice(AuditQuery,String,int)",
                (db, of) -> db.auditLog().slice(AuditQuery.ALL.ofUser(of.ben.id()), null, 10));
        all.put("purge.notifications(Duration,int)", (db, of) -> db.purge().notifications(HOUR, 10));
        all.put("purge.matches(Duration,int)", (db, of) -> db.purge().matches(HOUR, 10));
        all.put("purge.listings(Duration,int)", (db, of) -> db.purge().listings(HOUR, 10));
        all.put("auditLog.purge(Duration)", (db, of) -> db.auditLog().purge(AuditLog.KEPT_AT_LEAST));

        all.put(
                "privacy.export(long,OutputStream)",
                (db, of) -> db.privacy().export(of.ben.id(), OutputStream.nullOutputStream()));
        all.put(
                "privacy.erase(long)",
                (db, of) -> db.privacy().erase(of.ben.id()).total());
    }

    static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static AlertDraft anything(TwoUsers of) {
        return AlertDraft.of(of.ben.id(), "Ada was here", AlertCriteria.ANYTHING);
    }

    /** Every public method of every repository, as the questions are named. */
    static Set<String> methods() {
        return repositories()
                .filter(repository ->
                        !OF_THE_MARKET.contains(repository.getName()) && !WITH_KEYS.contains(repository.getName()))
                .flatMap(repository -> Arrays.stream(repository.getReturnType().getDeclaredMethods())
                        .filter(method ->
                                Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                        .map(method -> repository.getName() + "." + signature(method)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Method> repositories() {
        return Arrays.stream(SoukDatabase.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0);
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }
}
