package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.pace.SiteTurn;
import dev.souk.core.pace.SiteTurns;
import dev.souk.scraper.fetch.Pace;
import java.time.Duration;

/**
 * The pace that all instances keep together: each site's next turn stands in the database, and goes by its clock. While the
 * database cannot be asked, nothing is fetched. Thread-safe.
 *
 * <pre>{@code
 * HttpFetcher.builder("mailto:ops@example.org").pacedBy(SharedPace.of(database)).build()
 * }</pre>
 */
public final class SharedPace implements Pace {

    private final SiteTurns turns;

    private SharedPace(SiteTurns turns) {
        this.turns = turns;
    }

    /**
     * The pace of all instances that use this database. Fetch by it outside of transactions: a turn has one of its own. So
     * with a database that joins the application's, as {@code SpringTransactionRunner.joining} does, never fetch inside of
     * {@code @Transactional}.
     */
    public static SharedPace of(SoukDatabase database) {
        return new SharedPace(database.siteTurns());
    }

    @Override
    public Turn take(String site, Duration gap, Duration longestWait) {
        SiteTurn turn = turns.take(site, gap, longestWait);
        return new Turn(turn.delay(), turn.isTaken());
    }

    @Override
    public void rest(String site, Duration time) {
        turns.rest(site, time);
    }
}
