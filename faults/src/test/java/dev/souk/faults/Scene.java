package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import dev.souk.pipeline.SoukPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A market, receivers of mails and webhooks, a database and hosts, and what has to come of them. */
final class Scene implements AutoCloseable {

    /** As many deliveries as a host holds at a time: as many can be sent twice when it dies. */
    static final int IN_FLIGHT = 20;

    /** That many at a time by each of these: mails and webhooks. */
    static final int CHANNELS = 2;

    /** The most that the test itself has open; some write with several threads. */
    private static final int CONNECTIONS = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration MORE_AFTER = Duration.ofSeconds(2);
    /** What a host had in its hands when it died is with another then, if its lease is the usual one. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(1);

    static final List<String> WORDS = List.of("brompton", "tandem", "unicycle", "tricycle", "trailer");

    final FaultyPostgres postgres = FaultyPostgres.shared();
    final FakeMarket market = new FakeMarket();
    final Arrivals arrivals = new Arrivals();
    final MailReceiver receiver = new MailReceiver(arrivals);
    final HookReceiver hooks = new HookReceiver(hook -> HookReceiver.Manner.TAKES, arrivals);
    final Oracle oracle = new Oracle();
    final Strokes strokes = new Strokes(oracle, arrivals);
    final Tables tables;
    final Trade trade;
    final Coverage coverage;
    final SoukDatabase database;
    private final String databaseName;
    private final HikariDataSource pool;
    private final Random random;
    private final List<HostProcess> hosts = new ArrayList<>();
    private int wishes;
    private boolean tellsByWebhook;
    private int drawn;
    private Duration leaseLongerBy = Duration.ZERO;
    private Duration calm = Duration.ZERO;

    Scene(Random random) {
        this(random, "pg_default");
    }

    /** With a database in that tablespace. */
    Scene(Random random, String tablespace) {
        this.random = random;
        databaseName = postgres.createDatabase(tablespace);
        pool = postgres.pool(databaseName, CONNECTIONS);
        tables = new Tables(pool);
        trade = new Trade(market, arrivals, oracle, tables, random);
        coverage = new Coverage(oracle, trade, arrivals);
        database = SoukDatabase.over(pool, FieldProtection.plaintext());
    }

    Random random() {
        return random;
    }

    /** A host that does everything; it knows of webhooks if anybody has wished for them. */
    HostSettings host(String name) {
        return new HostSettings(
                name,
                postgres.port(),
                databaseName,
                market.uri().toString(),
                receiver.port(),
                HostSettings.USUAL_LEASE,
                Bug.NONE,
                End.NOWHERE,
                Duration.ZERO,
                1,
                tellsByWebhook ? hooks.port() : 0);
    }

    HostProcess start(HostSettings settings) {
        return start(settings, HostImage.shared());
    }

    HostProcess start(HostSettings settings, HostImage image) {
        return keep(HostProcess.start(settings, image));
    }

    /** One that has so little memory. */
    HostProcess startSmall(HostSettings settings, int heapMegabytes) {
        return keep(HostProcess.start(settings, HostImage.shared(), heapMegabytes));
    }

    private HostProcess keep(HostProcess host) {
        hosts.add(host);
        leaseLongerBy = Collections.max(List.of(leaseLongerBy, host.settings().leaseLongerBy()));
        return host;
    }

    /** Kills a host, and starts another from the same image in its place. */
    HostProcess replace(HostProcess host, String name) {
        host.kill();
        market.forget(host.name());
        return start(host.settings().withName(name), host.image());
    }

    /** Kills all. */
    void endHosts() {
        hosts.forEach(host -> {
            host.kill();
            market.forget(host.name());
        });
    }

    /** Starts a host, and waits until it has come to its end. */
    void runToItsEnd(HostSettings settings) {
        awaitItsEnd(start(settings), () -> {});
    }

    /**
     * The same, one after the other, each of which starts while the one before comes to its end.
     *
     * @param more gives them something to do
     */
    void runToTheirEnds(List<HostSettings> each, Runnable more) {
        HostProcess before = null;
        for (HostSettings settings : each) {
            more.run();
            HostProcess next = start(settings);
            if (before != null) {
                awaitItsEnd(before, more);
            }
            before = next;
        }
        if (before != null) {
            awaitItsEnd(before, more);
        }
    }

    private void awaitItsEnd(HostProcess host, Runnable more) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!host.endsWithin(MORE_AFTER) && System.nanoTime() < end) {
            // Another may have done what it would have ended at.
            more.run();
        }
        int status = host.awaitEnd(Duration.ZERO);
        strokes.note();
        market.forget(host.name());
        assertThat(status)
                .as(
                        "status of a host that ends at %s; it logged: %s",
                        host.settings().end(), host.log())
                .isEqualTo(End.STATUS);
    }

    /** Users with an alert each, of every word and various limits, who are told at once. */
    void wish(int number) {
        wish(number, NotificationSettings.DEFAULT);
    }

    /** The same, who are told as these settings say. */
    void wish(int number, NotificationSettings settings) {
        wish(number, settings, List.of(Wish.Ear.USUAL), List.of(Wish.Way.MAILS));
    }

    /** The same of every word for each of these ears in turn, who are told in these ways, by turns too. */
    void wish(int number, List<Wish.Ear> ears, List<Wish.Way> ways) {
        wish(number, NotificationSettings.DEFAULT, ears, ways);
    }

    private void wish(int number, NotificationSettings settings, List<Wish.Ear> ears, List<Wish.Way> ways) {
        tellsByWebhook |= ways.stream().anyMatch(Wish.Way::isByWebhook);
        database.inTransaction(tx -> {
            for (int i = 0; i < number; i++) {
                wishes++;
                long maxPrice = 100L + random.nextInt(400);
                Wish wish = new Wish(
                        wishes,
                        WORDS.get(wishes % WORDS.size()),
                        maxPrice,
                        maxPrice - random.nextInt((int) maxPrice / 2),
                        ears.get(wishes / WORDS.size() % ears.size()),
                        // Not in step with the ears, of however many of each.
                        ways.get((wishes / WORDS.size() + wishes % WORDS.size()) % ways.size()));
                User user = tx.users().create(UserDraft.of("u" + wish.number(), "a" + wish.number() + "@b.example"));
                AlertCriteria criteria = AlertCriteria.builder()
                        .allOf(wish.word())
                        .maxPrice(Money.of(wish.maxPrice(), "EUR"))
                        .build();
                tx.alerts()
                        .create(AlertDraft.of(user.id(), "a" + wish.number(), criteria)
                                .withSettings(wish.settings(settings)));
                oracle.wish(wish);
            }
            return wishes;
        });
        // Asks the new ones for what is being matched, which is nothing; later it would come as a digest.
        match();
    }

    /** Matches here and now what waits, without a host. */
    void match() {
        SoukPipeline.builder(database).build().match();
    }

    /** What is held comes due, as if a day had passed: a day has one daily digest. */
    void endHolding() {
        tables.execute("UPDATE souk.daily_digests SET due_at = due_at - interval '2 days'");
        tables.execute("UPDATE souk.notifications SET held_until = clock_timestamp() WHERE held_until IS NOT NULL");
    }

    /** Makes wares that nobody has seen yet. */
    synchronized List<Wares> draw(int number) {
        List<Wares> more = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            drawn++;
            more.add(new Wares(drawn, WORDS.get(random.nextInt(WORDS.size())), 50 + random.nextInt(450)));
        }
        return more;
    }

    /** The same, all of one word and so cheap that every alert of that word finds them. */
    List<Wares> drawCheap(int number) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return draw(number).stream()
                .map(wares -> new Wares(wares.number(), word, 50))
                .toList();
    }

    /** Stores wares at once, past the market. */
    void store(List<Wares> wares) {
        database.listings().upsertAll(wares.stream().map(Wares::listing).toList());
    }

    /** Puts wares on the market. */
    void show(Wares wares) {
        trade.show(wares);
    }

    /** Puts new wares on the market. */
    void showMore(int number) {
        draw(number).forEach(this::show);
    }

    /** The same, all of one word and so cheap that every alert of that word finds them. */
    List<Wares> showCheap(int number) {
        List<Wares> cheap = drawCheap(number);
        cheap.forEach(this::show);
        return cheap;
    }

    /** The same, stored at once. */
    void storeCheap(int number) {
        store(showCheap(number));
    }

    /** How many wares were put on the market. */
    int numberShown() {
        return trade.numberShown();
    }

    /** Lowers the prices of some of the wares of which everything has been told. */
    void lowerPrices(int number) {
        trade.lowerPrices(number);
    }

    /** How long news take while nothing is wrong, and what comes after a fault may take more. Returns when all is quiet. */
    Duration calm() {
        long start = System.nanoTime();
        showMore(10);
        awaitTold();
        calm = Collections.max(List.of(calm, Duration.ofNanos(System.nanoTime() - start)));
        awaitQuiet();
        return calm;
    }

    /** Until more than so many mails have come, while others are on their way. */
    void awaitMails(int number) {
        Until.isTrue(PATIENCE, this::state, () -> receiver.accepted().size() > number);
    }

    /** How many of those that have to come have not come. */
    int onTheirWay() {
        return oracle.expectedNumber() - arrivals.toldNumber();
    }

    /** Until no more than so many are. */
    void awaitOnTheirWay(int most) {
        Until.isTrue(PATIENCE, this::state, () -> onTheirWay() <= most);
    }

    /** Until all that had to come by now has come. */
    void awaitTold() {
        Until.isTrue(
                PATIENCE,
                () -> verdict().summary() + "; " + verdict().examples() + "; " + state(),
                () -> arrivals.told().containsAll(oracle.expected()));
    }

    /** Until all that the market shows is stored, matched and sent. */
    void awaitQuiet() {
        // One after the other: what is stored stays so.
        Until.isTrue(PATIENCE, this::state, () -> trade.storedAsShown() == trade.numberShown());
        Until.isTrue(PATIENCE, this::state, () -> "0 0 0".equals(tables.waiting()));
    }

    private String state() {
        return "%d of %d stored as shown; changes, backfills and deliveries that wait: %s (%s); hosts alive: %s"
                .formatted(
                        trade.storedAsShown(),
                        trade.numberShown(),
                        tables.waiting(),
                        tables.waitingFor(),
                        hosts.stream()
                                .filter(HostProcess::isAlive)
                                .map(HostProcess::name)
                                .toList());
    }

    Verdict verdict() {
        return Verdict.of(oracle.expected(), arrivals.messages());
    }

    /** Says how it went, in one line, and returns it. */
    Verdict tell(String test) {
        Verdict verdict = verdict();
        System.out.printf(
                Locale.ROOT,
                "%s: %s, slowest resume %.1f s, %.1f s after the last fault%n",
                test,
                verdict.summary(),
                strokes.slowestResumeSeconds(),
                strokes.slowestSinceLastSeconds());
        return verdict;
    }

    /**
     * Nothing lost, nothing made up, nothing told twice beyond this, the rows say the same as the messages, and what was on its
     * way when a fault came arrived in time.
     */
    void requireAllWell(String test, int mostRepeats) {
        Verdict verdict = tell(test);
        assertThat(verdict.expected()).as("something had to come").isPositive();
        assertThat(verdict.hidden())
                .as("told by a digest without a word of what")
                .isZero();
        assertThat(verdict.lost()).as("lost").isEmpty();
        assertThat(verdict.extra()).as("extra").isEmpty();
        assertThat(verdict.otherIds()).as("repeated with another id").isEmpty();
        assertThat(verdict.repeats()).as("repeats").isLessThanOrEqualTo(mostRepeats);
        assertThat(tables.matches()).as("matches").isEqualTo(oracle.pairs());
        assertThat(tables.number("SELECT count(*) FROM souk.notifications WHERE type <> 'digest'"))
                .as("notifications")
                .isEqualTo(verdict.expected());
        assertThat(tables.number("SELECT count(*) FROM souk.notification_deliveries WHERE status <> 'sent'"))
                .as("deliveries that are not sent")
                .isZero();
        strokes.requireResumed(TAKEN_OVER_WITHIN.plus(leaseLongerBy).plus(calm));
    }

    @Override
    public void close() {
        hosts.forEach(HostProcess::close);
        market.close();
        receiver.close();
        hooks.close();
        pool.close();
        postgres.dropDatabase(databaseName);
    }
}
