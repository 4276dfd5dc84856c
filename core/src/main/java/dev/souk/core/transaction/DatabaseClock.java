package dev.souk.core.transaction;

import java.time.Duration;
import java.time.Instant;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The clock of the database, by which all instances go. It runs on within a transaction. For use inside {@code core}.
 */
public final class DatabaseClock {

    private static final Field<Instant> NOW = DSL.field("clock_timestamp()", SQLDataType.INSTANT);

    /** What is stored is of the years 1 to 9999. */
    private static final Duration EVER = Duration.ofDays(3_000 * 365L);

    private DatabaseClock() {}

    /** Now, read anew for each row. */
    public static Field<Instant> now() {
        return NOW;
    }

    /** Now, read once in a statement, so that an index can be searched for it. */
    public static Field<Instant> nowOnce() {
        return DSL.field("(select {0})", SQLDataType.INSTANT, NOW);
    }

    /** So long from now, to the microsecond. */
    public static Field<Instant> after(Duration duration) {
        return shifted(NOW, micros(duration));
    }

    /** So long before now, read once in a statement. */
    public static Field<Instant> before(Duration duration) {
        return shifted(nowOnce(), -micros(duration));
    }

    /** So long before a time that stands in each row. */
    public static Field<Instant> before(Field<Instant> time, Duration duration) {
        return shifted(time, -micros(duration));
    }

    private static Field<Instant> shifted(Field<Instant> time, long micros) {
        return DSL.field("{0} + {1} * interval '1 microsecond'", SQLDataType.INSTANT, time, DSL.val(micros));
    }

    private static long micros(Duration duration) {
        Duration bounded = bounded(duration);
        return Math.addExact(Math.multiplyExact(bounded.getSeconds(), 1_000_000L), bounded.getNano() / 1_000);
    }

    /** Longer than anything can be stored is as long as the server can reckon with: so much is meant by for ever. */
    public static Duration bounded(Duration duration) {
        return duration.compareTo(EVER) > 0 ? EVER : duration;
    }
}
