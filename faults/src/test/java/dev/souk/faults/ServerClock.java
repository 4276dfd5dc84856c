package dev.souk.faults;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of a database, which can be set ahead: whoever connects afterwards, and asks it for the time as Souk does, gets
 * that one. What stands in a row by default is still of the right time, so it cannot be set back.
 */
record ServerClock(Tables tables) {

    private static final String MAKE = """
            CREATE SCHEMA set_clock;
            CREATE TABLE set_clock.ahead (seconds BIGINT NOT NULL);
            INSERT INTO set_clock.ahead VALUES (0);
            CREATE FUNCTION set_clock.clock_timestamp() RETURNS TIMESTAMPTZ LANGUAGE SQL VOLATILE AS
                'SELECT pg_catalog.clock_timestamp() + seconds * interval ''1 second'' FROM set_clock.ahead';
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET search_path = set_clock, pg_catalog, public', current_database());
            END $$;""";

    /** The clock of that database, to be made before any host connects. */
    static ServerClock of(Tables tables) {
        tables.execute(MAKE);
        return new ServerClock(tables);
    }

    void set(Instant time) {
        Instant now =
                Instant.ofEpochSecond(tables.number("SELECT extract(epoch FROM pg_catalog.clock_timestamp())::bigint"));
        tables.execute("UPDATE set_clock.ahead SET seconds = "
                + Duration.between(now, time).toSeconds());
    }
}
