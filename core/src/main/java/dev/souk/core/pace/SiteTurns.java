package dev.souk.core.pace;

import static dev.souk.jooq.Tables.SITE_TURNS;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Gives out turns at sites to all instances together, by the clock of the database: those of one site are some time
 * apart, whoever takes them. A turn costs one statement, which locks the row of its site until its transaction ends:
 * call this in a transaction of its own. Thread-safe.
 *
 * <pre>{@code
 * SiteTurn turn = turns.take("example.org", Duration.ofSeconds(1), Duration.ofMinutes(10));
 * }</pre>
 */
public final class SiteTurns {

    /** The longest name of a site, in characters. */
    public static final int MAX_SITE_LENGTH = 255;

    private static final Duration LONGEST = Duration.ofDays(30);

    private final Transactions transactions;

    /** Works in these transactions. */
    public SiteTurns(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Takes the next turn at a site.
     *
     * @param site the name of a host, 1 to {@value #MAX_SITE_LENGTH} characters
     * @param gap from this turn to the next at least; zero to 30 days
     * @param longestWait if the next turn is further off, it is not taken; zero to 30 days
     */
    public SiteTurn take(String site, Duration gap, Duration longestWait) {
        check(site);
        checkTime("gap", gap);
        checkTime("longest wait", longestWait);
        return transactions.call(dsl -> taken(dsl, site, gap, longestWait).orElseGet(() -> tooFarOff(dsl, site)));
    }

    /**
     * Gives out no turn at a site for so long from now on; turns that were taken stay.
     *
     * @param time zero to 30 days
     */
    public void rest(String site, Duration time) {
        check(site);
        checkTime("rest", time);
        transactions.call(dsl -> dsl.insertInto(SITE_TURNS)
                .set(SITE_TURNS.SITE, site)
                .set(SITE_TURNS.NEXT_TURN, DatabaseClock.after(time))
                .onConflict(SITE_TURNS.SITE)
                .doUpdate()
                .set(SITE_TURNS.NEXT_TURN, DatabaseClock.after(time))
                .where(SITE_TURNS.NEXT_TURN.lt(DatabaseClock.after(time)))
                .execute());
    }

    /**
     * Forgets the sites that nobody has visited for so long.
     *
     * @return how many
     */
    public int forgetIdle(Duration idle) {
        checkTime("time", idle);
        return transactions.call(dsl -> dsl.deleteFrom(SITE_TURNS)
                .where(SITE_TURNS.NEXT_TURN.lt(DatabaseClock.before(idle)))
                .execute());
    }

    /** The row is locked before the clock is read, so whoever waited for the lock goes by the time after that. */
    private static Optional<SiteTurn> taken(DSLContext dsl, String site, Duration gap, Duration longestWait) {
        Field<Instant> turn = DSL.greatest(SITE_TURNS.NEXT_TURN, DatabaseClock.now());
        return dsl.insertInto(SITE_TURNS)
                .set(SITE_TURNS.SITE, site)
                .set(SITE_TURNS.NEXT_TURN, DatabaseClock.after(gap))
                .onConflict(SITE_TURNS.SITE)
                .doUpdate()
                .set(SITE_TURNS.NEXT_TURN, plus(turn, gap))
                .where(SITE_TURNS.NEXT_TURN.le(DatabaseClock.after(longestWait)))
                .returningResult(SITE_TURNS.NEXT_TURN, microsFromNow(SITE_TURNS.NEXT_TURN))
                .fetchOptional(row -> new SiteTurn(
                        row.value1().minus(micros(gap), ChronoUnit.MICROS),
                        notNegative(row.value2() - micros(gap)),
                        true));
    }

    /** The next turn; now, if the site was forgotten in between. */
    private static SiteTurn tooFarOff(DSLContext dsl, String site) {
        Field<Instant> next = DSL.coalesce(
                DSL.field(DSL.select(SITE_TURNS.NEXT_TURN).from(SITE_TURNS).where(SITE_TURNS.SITE.eq(site))),
                DatabaseClock.now());
        return dsl.select(next, microsFromNow(next))
                .fetchSingle(row -> new SiteTurn(row.value1(), notNegative(row.value2()), false));
    }

    private static Field<Instant> plus(Field<Instant> time, Duration duration) {
        return DSL.field("{0} + {1} * interval '1 microsecond'", SQLDataType.INSTANT, time, DSL.val(micros(duration)));
    }

    private static Field<Long> microsFromNow(Field<Instant> time) {
        return DSL.field(
                "(extract(epoch from {0} - {1}) * 1000000)::bigint", SQLDataType.BIGINT, time, DatabaseClock.now());
    }

    private static Duration notNegative(long micros) {
        return Duration.ofNanos(Math.max(0, micros) * 1_000);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static void check(String site) {
        if (site.isBlank() || site.length() > MAX_SITE_LENGTH || !StorableText.isStorable(site)) {
            throw new IllegalArgumentException("site is not a name of 1 to %s characters".formatted(MAX_SITE_LENGTH));
        }
    }

    private static void checkTime(String name, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s is not from zero to 30 days: %s".formatted(name, time));
        }
    }
}
