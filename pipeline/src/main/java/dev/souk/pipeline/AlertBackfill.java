package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.listing.ListingQuery;
import dev.souk.model.Counting;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import dev.souk.notify.NotificationWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one alert about the changes whose matching could not see it, and if it is set so, about all that is there. Only
 * finds matches, which go as one message: it leaves the queue alone, and what else happened to a listing is told by who
 * takes it off the queue. Used by one thread, inside one transaction.
 */
final class AlertBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(AlertBackfill.class);

    private static final int BATCH = 200;

    /** How many changes one transaction looks at. */
    private static final int PIECE = 2_000;

    /** How many of the listings that are there already are recorded at most, the newest. */
    static final int MAX_PRESENT = 1_000;

    private final SoukDatabase tx;
    private final AlertEngine engine;
    private final ExchangeRates rates;
    private final Announcements announcements;

    AlertBackfill(SoukDatabase tx, AlertEngine engine, ExchangeRates rates, NotificationWriter writer) {
        this.tx = tx;
        this.engine = engine;
        this.rates = rates;
        this.announcements = new Announcements(writer);
    }

    /**
     * Asks the alert about the next changes, and where these are the last, about what was there already.
     *
     * @param whole whether also about what was there already, if it is set so
     */
    Piece run(Backfill backfill, Alert alert, boolean whole) {
        Piece missed = missed(backfill, alert);
        FirstRun firstRun = whole && missed.isLast() ? alert.settings().firstRun() : FirstRun.NEW_ONLY;
        MatchReport present = firstRun == FirstRun.NEW_ONLY
                ? MatchReport.NOTHING
                : record(alert, present(alert), firstRun == FirstRun.SUMMARY);
        int told = announcements.storeAsOne(tx.notifications());
        MatchReport report = missed.report().plus(present).plus(new MatchReport(0, 0, told, 0));
        return new Piece(report, missed.lookedAt(), missed.isLast());
    }

    private Piece missed(Backfill backfill, Alert alert) {
        // Once for a piece: what was missed is found by a look at all of it, however little of that is read.
        List<ClaimedChange> changes = tx.listingChanges().forBackfill(backfill.id(), backfill.lookedAt(), PIECE);
        MatchReport report = MatchReport.NOTHING;
        long lookedAt = backfill.lookedAt();
        for (int from = 0; from < changes.size(); from += BATCH) {
            List<ClaimedChange> batch = changes.subList(from, Math.min(from + BATCH, changes.size()));
            report = report.plus(record(alert, found(alert, batch), true));
            lookedAt = batch.get(batch.size() - 1).id();
        }
        return new Piece(report, lookedAt, changes.size() < PIECE);
    }

    private MatchReport record(Alert alert, Map<Long, StoredListing> listings, boolean tell) {
        Map<NewMatch, Money> prices = new HashMap<>();
        listings.values().forEach(stored -> {
            Money price = stored.listing().price();
            if (price != null) {
                prices.put(new NewMatch(alert.id(), stored.id()), price);
            }
        });
        List<NewMatch> pairs = listings.keySet().stream()
                .map(listingId -> new NewMatch(alert.id(), listingId))
                .toList();
        int problems = 0;
        List<AlertMatch> fresh = tx.matches().record(pairs, prices);
        for (AlertMatch match : fresh) {
            StoredListing listing = Objects.requireNonNull(listings.get(match.listingId()));
            problems += tell && !tell(alert, listing).isEmpty() ? 1 : 0;
        }
        return new MatchReport(0, fresh.size(), 0, problems);
    }

    private String tell(Alert alert, StoredListing listing) {
        return LaterEvent.ofMatch(alert, listing)
                .map(event -> announcements.tellMatch(event, alert, listing, listing.firstSeenAt()))
                .orElse("");
    }

    /** Each listing of the changes that satisfies the alert. */
    private Map<Long, StoredListing> found(Alert alert, List<ClaimedChange> changes) {
        Map<Long, StoredListing> found = new LinkedHashMap<>();
        changes.stream()
                .filter(ClaimedChange.Matchable.class::isInstance)
                .map(ClaimedChange.Matchable.class::cast)
                .filter(change -> satisfies(alert, change))
                .map(change -> change.change().listing())
                .forEach(listing -> found.putIfAbsent(listing.id(), listing));
        return found;
    }

    private Map<Long, StoredListing> present(Alert alert) {
        Map<Long, StoredListing> present = new LinkedHashMap<>();
        tx.listings()
                .search(ListingQuery.of(alert).withRates(rates), 0, MAX_PRESENT, Counting.ESTIMATED)
                .items()
                .forEach(listing -> present.put(listing.id(), listing));
        return present;
    }

    private boolean satisfies(Alert alert, ClaimedChange.Matchable change) {
        try {
            Listing listing = change.change().listing().listing();
            return engine.explain(alert, listing, change.changedAt()).matches();
        } catch (RuntimeException e) {
            LOG.warn("change {} cannot be matched against alert {}", change.id(), alert.id(), e);
            return false;
        }
    }

    /**
     * What one transaction did.
     *
     * @param lookedAt the last change that was looked at
     * @param isLast whether nothing is left
     */
    record Piece(MatchReport report, long lookedAt, boolean isLast) {

        static final Piece NOTHING = new Piece(MatchReport.NOTHING, 0, true);
    }
}
