package dev.souk.benchmarks.search;

import dev.souk.benchmarks.measure.DurablePostgres;
import dev.souk.benchmarks.measure.ResultTable;
import dev.souk.benchmarks.measure.Sizes;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.NewMatch;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many matches are recorded and told in a second, with the indexes for lists newest first and without them. */
final class ListIndexCost {

    private static final String SHIPPED = "as shipped";
    private static final int ALERTS = 100;
    private static final int ALERTS_OF_A_USER = 4;

    /** Matches of one transaction, each with a notification by two channels. */
    private static final int AT_ONCE = 500;

    /** What is done to the schema, by way: back to the indexes from before there were such. */
    private static final Map<String, List<String>> WAYS = new TreeMap<>(Map.of(
            SHIPPED,
            List.of(),
            "without those for lists",
            List.of(
                    "DROP INDEX souk.alert_matches_newest, souk.alert_matches_user_newest,"
                            + " souk.alert_matches_alert_newest, souk.notifications_newest,"
                            + " souk.notification_deliveries_newest",
                    "CREATE INDEX ON souk.alert_matches (user_id)",
                    "CREATE INDEX ON souk.notifications (created_at)")));

    private ListIndexCost() {}

    static void measure(DurablePostgres server, Sizes sizes, PrintStream out) {
        int matches = sizes.get("stored", 20_000);
        ResultTable rates = ResultTable.ofRates("Matches recorded and told in a second", SHIPPED);
        Map<String, SearchDatabase> databases = new TreeMap<>();
        try {
            Map<String, List<NewMatch>> pairs = new TreeMap<>();
            WAYS.forEach((way, changes) -> {
                String name = "lists_" + way.replace(' ', '_');
                server.dropDatabase(name);
                SearchDatabase database = new SearchDatabase(server, name);
                databases.put(way, database);
                pairs.put(way, pairs(database.all(), matches));
                changes.forEach(database::execute);
            });
            for (int run = 0; run <= sizes.runs(); run++) {
                List<String> order = new ArrayList<>(databases.keySet());
                Collections.rotate(order, run);
                for (String way : order) {
                    SearchDatabase database = Objects.requireNonNull(databases.get(way));
                    database.execute("TRUNCATE souk.alert_matches, souk.notifications CASCADE");
                    database.vacuum();
                    double rate = rate(database.all(), Objects.requireNonNull(pairs.get(way)));
                    // The first run warms up and counts for nothing.
                    if (run > 0) {
                        rates.add(way, "matches, each with a notification by two channels", rate);
                    }
                }
            }
        } finally {
            databases.values().forEach(SearchDatabase::close);
        }
        rates.print(out);
    }

    /** Each alert with each listing, as many as are wanted, listing by listing as they would come. */
    private static List<NewMatch> pairs(SoukDatabase database, int wanted) {
        List<Long> alerts = new ArrayList<>();
        for (int i = 0; i < ALERTS / ALERTS_OF_A_USER; i++) {
            User user = database.users().create(UserDraft.of("user" + i, "user" + i + "@example.org"));
            for (int j = 0; j < ALERTS_OF_A_USER; j++) {
                Alert alert = database.alerts().create(AlertDraft.of(user.id(), "Alert " + j, AlertCriteria.ANYTHING));
                alerts.add(alert.id());
            }
        }
        Market market = new Market();
        List<Listing> listings =
                Stream.generate(market::next).limit(wanted / ALERTS + 1).toList();
        List<NewMatch> pairs = new ArrayList<>();
        database.listings()
                .upsertAll(listings)
                .added()
                .forEach(added -> alerts.stream()
                        .limit(wanted - (long) pairs.size())
                        .toList()
                        .forEach(alert -> pairs.add(new NewMatch(alert, added.id()))));
        return pairs;
    }

    private static double rate(SoukDatabase database, List<NewMatch> pairs) {
        long start = System.nanoTime();
        for (int from = 0; from < pairs.size(); from += AT_ONCE) {
            List<NewMatch> batch = pairs.subList(from, Math.min(from + AT_ONCE, pairs.size()));
            database.inTransaction(tx -> tx.notifications()
                    .store(tx.matches().record(batch).stream()
                            .map(match -> draft(match.userId(), match.alertId(), match.listingId()))
                            .toList()));
        }
        return pairs.size() / ((System.nanoTime() - start) / 1e9);
    }

    private static NotificationDraft draft(long userId, long alertId, long listingId) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                alertId,
                "Alert",
                listingId,
                "A thing for sale",
                URI.create("https://market.example/" + listingId),
                null,
                null,
                null,
                null);
        return new NotificationDraft(
                userId,
                "match:%s:%s".formatted(alertId, listingId),
                "New: a thing for sale",
                "It is there.",
                subject,
                Set.of("email", "push"));
    }
}
