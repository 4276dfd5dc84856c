package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** A market, a mail receiver, a database and hosts, and what has to come of them. */
final class Scene implements AutoCloseable {

    /** As many deliveries as a host holds at a time: as many can be sent twice when it dies. */
    static final int IN_FLIGHT = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> WORDS = List.of("brompton", "tandem", "unicycle", "tricycle", "trailer");

    final FaultyPostgres postgres = FaultyPostgres.shared();
    final FakeMarket market = new FakeMarket();
    final MailReceiver receiver = new MailReceiver();
    final Oracle oracle = new Oracle();
    final String databaseName = postgres.createDatabase();
    final PGSimpleDataSource dataSource = FaultyPostgres.dataSource(databaseName, postgres.port());
    final SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());

    private final Random random;
    private final List<HostProcess> hosts = new ArrayList<>();
    private final Map<Integer, Wares> shown = new HashMap<>();
    private int wishes;
    private int drawn;

    Scene(Random random) {
        this.random = random;
    }

    /** A host that does everything. */
    HostSettings host(String name) {
        return new HostSettings(
                name,
                postgres.port(),
                databaseName,
                market.uri().toString(),
                receiver.port(),
                Duration.ofSeconds(2),
                Bug.NONE);
    }

    HostProcess start(HostSettings settings) {
        HostProcess host = HostProcess.start(settings);
        hosts.add(host);
        return host;
    }

    /** Kills a host, and starts another in its place. */
    HostProcess replace(HostProcess host, String name) {
        host.kill();
        market.forget(host.name());
        HostSettings old = host.settings();
        return start(new HostSettings(
                name, old.databasePort(), old.database(), old.market(), old.mailPort(), old.lease(), old.bug()));
    }

    /** Users with an alert each, of every word and various limits. */
    void wish(int number) {
        for (int i = 0; i < number; i++) {
            wishes++;
            Wish wish = new Wish(wishes, WORDS.get(wishes % WORDS.size()), 100 + random.nextInt(400));
            User user = database.users().create(UserDraft.of("u" + wish.number(), "a" + wish.number() + "@b.example"));
            AlertCriteria criteria = AlertCriteria.builder()
                    .allOf(wish.word())
                    .maxPrice(Money.of(wish.maxPrice(), "EUR"))
                    .build();
            database.alerts().create(AlertDraft.of(user.id(), "a" + wish.number(), criteria));
            oracle.wish(wish);
        }
    }

    /** Makes wares that nobody has seen yet. */
    List<Wares> draw(int number) {
        List<Wares> more = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            drawn++;
            more.add(new Wares(drawn, WORDS.get(random.nextInt(WORDS.size())), 50 + random.nextInt(450)));
        }
        return more;
    }

    /** Puts wares on the market. */
    void show(Wares wares) {
        shown.put(wares.number(), wares);
        oracle.shown(wares);
        market.show(wares);
    }

    /** Puts new wares on the market. */
    void showMore(int number) {
        draw(number).forEach(this::show);
    }

    /** Lowers the prices of some of the wares of which everything has been told. */
    void lowerPrices(int number) {
        Set<Tale> told = receiver.told();
        List<Wares> ready = shown.values().stream()
                .filter(wares -> wares.price() > 20 && oracle.isTold(wares.number(), told))
                .limit(200)
                .toList();
        if (ready.isEmpty()) {
            return;
        }
        market.change(() -> {
            for (int i = 0; i < number; i++) {
                Wares before = ready.get(random.nextInt(ready.size()));
                if (shown.get(before.number()) == before) {
                    Wares after = before.at(before.price() - 1 - random.nextInt(10));
                    shown.put(after.number(), after);
                    oracle.repriced(before, after);
                    market.show(after);
                }
            }
        });
    }

    /** Until all that had to come by now has come. */
    void awaitTold(Duration patience) {
        Until.isTrue(
                patience,
                () -> verdict().summary() + "; " + state(),
                () -> receiver.told().containsAll(oracle.expected()));
    }

    /** Until all that the market shows is stored, matched and sent. */
    void awaitQuiet() {
        Until.isTrue(PATIENCE, this::state, () -> isStored() && "0 0 0".equals(waiting()));
    }

    private String state() {
        try {
            return "%d of %d stored as shown; changes, backfills and deliveries that wait: %s; hosts alive: %s"
                    .formatted(
                            storedAsShown(),
                            shown.size(),
                            waiting(),
                            hosts.stream()
                                    .filter(HostProcess::isAlive)
                                    .map(HostProcess::name)
                                    .toList());
        } catch (SQLException e) {
            return "the database does not answer: " + e.getMessage();
        }
    }

    private boolean isStored() throws SQLException {
        return storedAsShown() == shown.size();
    }

    private long storedAsShown() throws SQLException {
        Map<Integer, Long> prices = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT external_id::int, price::bigint FROM souk.listings WHERE source = 'fake'")) {
            while (row.next()) {
                prices.put(row.getInt(1), row.getLong(2));
            }
        }
        return shown.values().stream()
                .filter(wares -> prices.getOrDefault(wares.number(), -1L) == wares.price())
                .count();
    }

    private String waiting() throws SQLException {
        return value("SELECT concat_ws(' ',"
                + " (SELECT count(*) FROM souk.listing_changes WHERE matched_xid IS NULL),"
                + " (SELECT count(*) FROM souk.alert_backfills),"
                + " (SELECT count(*) FROM souk.notification_deliveries WHERE status = 'pending'))");
    }

    /** What the first column of the first row says. */
    String value(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    Verdict verdict() {
        return Verdict.of(oracle.expected(), receiver.accepted());
    }

    /** Nothing lost, nothing made up, nothing told twice beyond this, and the rows say the same as the mails. */
    void requireAllWell(String test, int mostRepeats) throws SQLException {
        Verdict verdict = verdict();
        System.out.println(test + ": " + verdict.summary());
        assertThat(verdict.expected()).as("something had to come").isPositive();
        assertThat(verdict.lost()).as("lost").isEmpty();
        assertThat(verdict.extra()).as("extra").isEmpty();
        assertThat(verdict.otherIds()).as("repeated with another id").isEmpty();
        assertThat(verdict.repeats()).as("repeats").isLessThanOrEqualTo(mostRepeats);
        assertThat(pairsInDatabase()).as("matches").isEqualTo(pairsExpected());
        assertThat(value("SELECT count(*) FROM souk.notifications"))
                .as("notifications")
                .isEqualTo(Integer.toString(verdict.expected()));
        assertThat(value("SELECT count(*) FROM souk.notification_deliveries WHERE status <> 'sent'"))
                .as("deliveries that are not sent")
                .isEqualTo("0");
    }

    private Set<Tale> pairsExpected() {
        Set<Tale> pairs = new HashSet<>();
        oracle.expected().forEach(tale -> pairs.add(Tale.match(tale.alert(), tale.listing())));
        return pairs;
    }

    private Set<Tale> pairsInDatabase() throws SQLException {
        Set<Tale> pairs = new HashSet<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT substr(a.name, 2)::int, l.external_id::int FROM souk.alert_matches m
                        JOIN souk.alerts a ON a.id = m.alert_id JOIN souk.listings l ON l.id = m.listing_id""")) {
            while (row.next()) {
                pairs.add(Tale.match(row.getInt(1), row.getInt(2)));
            }
        }
        return pairs;
    }

    @Override
    public void close() {
        hosts.forEach(HostProcess::close);
        market.close();
        receiver.close();
        postgres.dropDatabase(databaseName);
    }
}
