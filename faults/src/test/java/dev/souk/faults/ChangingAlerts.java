package dev.souk.faults;

import dev.souk.core.SoukDatabase;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.user.UserDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Alerts that are created, edited, switched off and on, and deleted, and what they must have found: a plain SQL join of
 * listings with every version of every alert. A version sees the changes that were not matched when it was written, which
 * is told by the snapshot that a trigger of the test takes down; its name says what it asks for. Used by one thread.
 */
final class ChangingAlerts {

    private static final String TAKE_DOWN = """
            CREATE TABLE asked (seq BIGINT GENERATED ALWAYS AS IDENTITY, alert_id BIGINT, name TEXT, snapshot PG_SNAPSHOT,
                waiting PG_SNAPSHOT[]);
            CREATE FUNCTION take_down() RETURNS TRIGGER LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO public.asked (alert_id, name, snapshot, waiting)
                SELECT NEW.alert_id, name, NEW.snapshot,
                    ARRAY(SELECT snapshot FROM souk.alert_backfills WHERE alert_id = NEW.alert_id)
                FROM souk.alerts WHERE id = NEW.alert_id;
                RETURN NULL;
            END $$;
            CREATE TRIGGER take_down AFTER INSERT ON souk.alert_backfills FOR EACH ROW EXECUTE FUNCTION take_down();""";

    /**
     * Every pair that some version of an alert had to find, and those that it may: where an earlier version still waited to
     * look back when it was written, it looks back in its place, or an edit would lose a pair.
     */
    private static final String PAIRS = """
            WITH pairs AS MATERIALIZED (
                SELECT a.seq, a.alert_id, l.id AS listing_id,
                    NOT pg_visible_in_snapshot(c.matched_xid, a.snapshot) AS is_own
                FROM asked a
                JOIN souk.listings l ON split_part(l.title, ' ', 1) = split_part(a.name, ' ', 1)
                    AND l.price <= split_part(a.name, ' ', 2)::numeric
                JOIN souk.listing_changes c ON c.listing_id = l.id
                    AND EXISTS (SELECT FROM unnest(a.waiting) AS earlier(snapshot)
                        WHERE NOT pg_visible_in_snapshot(c.matched_xid, earlier.snapshot))
            ), must AS MATERIALIZED (
                SELECT alert_id, listing_id FROM pairs
                WHERE is_own AND seq IN (SELECT max(seq) FROM asked GROUP BY alert_id)
                    AND alert_id IN (SELECT id FROM souk.alerts WHERE is_active)
            ), found AS MATERIALIZED (SELECT alert_id, listing_id FROM souk.alert_matches)
            SELECT concat_ws(' ',
                (SELECT count(*) FROM (SELECT DISTINCT * FROM must) expected),
                (SELECT count(*) FROM (SELECT * FROM must EXCEPT SELECT * FROM found) lost),
                (SELECT count(*) FROM (SELECT * FROM found EXCEPT SELECT alert_id, listing_id FROM pairs) extra),
                (SELECT count(*) FROM (SELECT * FROM found EXCEPT SELECT alert_id, listing_id FROM pairs WHERE is_own) late))""";

    /** One of so many alerts tells of its matches. */
    private static final int TOLD = 20;

    private final SoukDatabase database;
    private final Tables tables;
    private final Random random;
    private final long userId;
    private final List<Long> alive = new ArrayList<>();
    private final int most;
    private int changes;

    /** Never more than so many alerts: each may find every listing. */
    ChangingAlerts(SoukDatabase database, Tables tables, Random random, int most) {
        this.most = most;
        this.database = database;
        this.tables = tables;
        this.random = random;
        tables.execute(TAKE_DOWN);
        userId = database.users().create(UserDraft.of("u", "a0@b.example")).id();
    }

    void create(int number) {
        database.inTransaction(tx -> {
            for (int i = 0; i < number; i++) {
                alive.add(tx.alerts().create(draft()).id());
            }
            return number;
        });
    }

    /** Creates one, or does something to one that is there. */
    void changeOne() {
        changes++;
        int which = random.nextInt(alive.size());
        long id = alive.get(which);
        switch (random.nextInt(6)) {
            case 0 -> database.alerts().edit(id, before -> draft().withActive(before.active()));
            case 1 -> database.alerts().setActive(id, false);
            case 2 -> database.alerts().setActive(id, true);
            case 3 -> {
                delete(which);
                create(1);
            }
            default -> {
                if (alive.size() == most) {
                    delete(which);
                }
                create(1);
            }
        }
    }

    private void delete(int which) {
        database.alerts().delete(alive.remove(which));
    }

    private AlertDraft draft() {
        String word = Scene.WORDS.get(random.nextInt(Scene.WORDS.size()));
        int maxPrice = 100 + random.nextInt(400);
        AlertCriteria criteria = AlertCriteria.builder()
                .allOf(word)
                .maxPrice(Money.of(maxPrice, "EUR"))
                .build();
        NotificationSettings silent = NotificationSettings.DEFAULT.withChannels();
        // Of most a match is recorded and no notification, which would cost as much again: it is pairs that are
        // counted.
        boolean isTold = random.nextInt(TOLD) == 0;
        return AlertDraft.of(userId, word + " " + maxPrice, criteria)
                .withSettings(isTold ? silent : silent.withEvents(AlertEvent.SOLD));
    }

    /** Says how it went, in one line, and returns it. */
    Pairs tell(String test) {
        Pairs pairs = Pairs.of(tables.value(PAIRS));
        System.out.println(("%s: %d expected, %d lost, %d extra, %d for an earlier version;"
                        + " %d listings, %d alerts changed or created meanwhile")
                .formatted(
                        test,
                        pairs.expected(),
                        pairs.lost(),
                        pairs.extra(),
                        pairs.forEarlier() - pairs.extra(),
                        tables.number("SELECT count(*) FROM souk.listings"),
                        changes));
        return pairs;
    }

    /**
     * How many there are.
     *
     * @param expected that had to be found, of alerts that are there now
     * @param extra that no version of the alert had to find, nor could
     * @param forEarlier that no version had to find
     */
    record Pairs(long expected, long lost, long extra, long forEarlier) {

        private static Pairs of(String row) {
            String[] numbers = row.split(" ");
            return new Pairs(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]));
        }
    }
}
