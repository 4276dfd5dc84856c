package dev.souk.faults;

/** Weeks of two seconds: what is held for the end of one goes then, gathered and sent by hosts like any other. */
final class ShortWeeks {

    private ShortWeeks() {}

    /** From now on each week in that database is one. */
    static void begin(Tables tables) {
        tables.execute("""
                CREATE FUNCTION end_week() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
                    NEW.held_until := to_timestamp(2 * ceil(extract(epoch FROM clock_timestamp()) / 2));
                    RETURN NEW;
                END $$;
                CREATE TRIGGER end_week BEFORE INSERT ON souk.notifications
                FOR EACH ROW WHEN (NEW.held_until IS NOT NULL) EXECUTE FUNCTION end_week();""");
    }
}
