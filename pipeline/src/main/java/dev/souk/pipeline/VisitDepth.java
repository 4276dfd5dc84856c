package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.model.SourceId;
import dev.souk.scraper.KnownListings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a visit to a search with the newest first reads: up to what was stored when the search was caught up, or, if
 * something is missing behind that, to the end of the list. Used by one thread, once.
 */
final class VisitDepth {

    /**
     * What a site has just refused, or did not answer in time, it is not asked for at every visit: each would read the whole
     * list.
     */
    private static final Duration READ_ON_AFTER = Duration.ofHours(1);

    private final SoukDatabase database;
    private final SourceId source;
    private final String search;

    /** Up to when what is stored ends the visit; empty if it reads on. */
    private final Optional<Instant> end;

    private boolean metNews;
    private boolean fellBehind;

    VisitDepth(SoukDatabase database, SourceId source, String search) {
        this.database = database;
        this.source = source;
        this.search = search;
        end = database.searchProgress().endsAt(source, search);
    }

    /** Whether it goes on behind what is stored. */
    boolean readsOn() {
        return end.isEmpty();
    }

    KnownListings known() {
        return end.<KnownListings>map(
                        moment -> keys -> database.searchProgress().storedBefore(moment, keys))
                .orElse(KnownListings.NONE);
    }

    /** To be called before something new is stored: if this visit dies, the next one reads on. */
    void meetNews(SoukDatabase tx) {
        if (!metNews && !readsOn()) {
            fellBehind = tx.searchProgress().fallBehind(source, search);
        }
        metNews = true;
    }

    /**
     * Writes down what the visit means for the next one.
     *
     * @param storedAll whether all that it was shown is stored
     * @param wasHindered whether the same is to be expected of the next one
     */
    void end(SoukDatabase tx, boolean storedAll, boolean wasHindered) {
        if (storedAll && (readsOn() || fellBehind)) {
            tx.searchProgress().catchUp(source, search);
        } else if (storedAll && !metNews) {
            tx.searchProgress().remainCaughtUp(source, search);
        } else if (readsOn()) {
            tx.searchProgress().putOff(source, search, wasHindered ? READ_ON_AFTER : Duration.ZERO);
        } else if (metNews) {
            // Once more: another instance may have caught up meanwhile, without what is missing here.
            tx.searchProgress().fallBehind(source, search);
        }
    }
}
