package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.BackfillWindow;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.listing.ListingPlace;
import dev.souk.core.listing.ListingQuery;
import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import dev.souk.notify.NotificationWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one alert about the changes whose matching could not see it, and if it is set so, about all that is there. Only
 * finds matches, which go as one message: it leaves the queue alone, and what else happened to a listing is told by who
 * takes it off the queue. Used by one thread, inside one transaction.
 */
final class AlertBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(AlertBackfill.class);

    /** How many changes one transaction looks at, if it goes well. */
    private static final int PIECE = 2_000;

    /** In so many parts, of which one is in memory at a time, since listings may be large. */
    private static final int PARTS = 10;

    /** How many changes one statement walks past to find those. */
    private static final int WINDOW = 20_000;

    private static final int LEAST_WINDOW = 1_000;

    private static final int MAX_HALVINGS = 11;

    /** How many of the listings that are there already one transaction records, if it goes well. */
    private static final int STEP = 1_000;

    /** How many of them are recorded at most, the newest: who sends them on holds their user meanwhile. */
    static final int MAX_PRESENT = 10_000;

    private final SoukDatabase tx;
    private final AlertEngine engine;
    private final ExchangeRates rates;
    private final Announcements announcements;
    private Stage stage = Stage.MISSED;

    AlertBackfill(SoukDatabase tx, AlertEngine engine, ExchangeRates rates, NotificationWriter writer) {
        this.tx = tx;
        this.engine = engine;
        this.rates = rates;
        this.announcements = new Announcements(writer);
    }

    /** What is being done, or was when it failed. */
    Stage stage() {
        return stage;
    }

    /*
     * What was missed is found by an index at first, which is quick where it is little; but before the first of it is
     * found, all of it is looked at, and that of an alert which was put off is all that was matched until then. So whatever
     * comes later, or after a failure, is found by a walk along the ids, of which each statement takes a window. After each
     * failure the pieces are a quarter, so that there is a size that every statement is done with in time; and none needs
     * what came after somebody had first looked at it, so that it ends.
     */

    /**
     * Asks the alert about the next changes, and where these are the last, about what was there already.
     *
     * @param failures how often it failed: after each a quarter is done at once
     */
    Piece run(Backfill backfill, Alert alert, int failures, Whole whole) {
        int size = Math.max(1, PIECE >> Math.min(MAX_HALVINGS, 2 * failures));
        boolean isFirst = backfill.lookedAt() == 0 && failures == 0;
        ListingPlace place = backfill.place();
        boolean isBegun = place != null;
        BackfillWindow missed = isBegun
                ? new BackfillWindow(List.of(), backfill.lookedAt(), true)
                : isFirst ? first(backfill) : next(backfill, size);
        int part = Math.max(1, size / PARTS);
        MatchReport report = MatchReport.NOTHING;
        for (List<Long> ids : parts(missed.ids(), part)) {
            report = report.plus(record(alert, found(alert, tx.listingChanges().byIds(ids)), true));
        }
        FirstRun firstRun =
                whole == Whole.LEFT_OUT ? FirstRun.NEW_ONLY : alert.settings().firstRun();
        boolean isOwed = firstRun != FirstRun.NEW_ONLY;
        int recorded = backfill.recorded();
        boolean goesOn = false;
        if (missed.isLast() && isOwed && whole == Whole.DONE) {
            stage = Stage.SEARCH;
            int most = Math.min(Math.min(STEP, size), MAX_PRESENT - recorded);
            List<ListingPlace> present =
                    tx.listings().places(ListingQuery.of(alert).withRates(rates), place, most);
            stage = Stage.FIRST_RUN;
            for (List<ListingPlace> some : parts(present, part)) {
                List<Long> ids = some.stream().map(ListingPlace::id).toList();
                report = report.plus(record(alert, tx.listings().byIds(ids), firstRun == FirstRun.SUMMARY));
            }
            recorded += present.size();
            goesOn = present.size() == most && recorded < MAX_PRESENT;
            place = present.isEmpty() ? place : present.get(present.size() - 1);
        }
        int told = announcements.storeAsOne(tx.notifications());
        boolean isOwedTheRest = missed.isLast() && isOwed && whole == Whole.LATER;
        return new Piece(
                report.plus(new MatchReport(0, 0, told, 0)),
                missed.lookedAt(),
                missed.isLast() && !isOwedTheRest && !goesOn,
                isOwedTheRest,
                missed.isLast() && whole == Whole.LEFT_OUT && alert.settings().firstRun() != FirstRun.NEW_ONLY,
                place,
                recorded);
    }

    private BackfillWindow first(Backfill backfill) {
        return tx.listingChanges().forBackfill(backfill.id(), backfill.lookedAt(), backfill.untilId(), PIECE);
    }

    private BackfillWindow next(Backfill backfill, int size) {
        int window = Math.max(LEAST_WINDOW, WINDOW / PIECE * size);
        return tx.listingChanges()
                .windowForBackfill(backfill.id(), backfill.lookedAt(), backfill.untilId(), window, size);
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return parts;
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

    private boolean satisfies(Alert alert, ClaimedChange.Matchable change) {
        try {
            Listing listing = change.change().listing().listing();
            return engine.explain(alert, listing, change.changedAt()).matches();
        } catch (RuntimeException e) {
            LOG.warn("change {} cannot be matched against alert {}", change.id(), alert.id(), e);
            return false;
        }
    }

    /** What becomes of what was there already, if it is set so that the alert is asked about that. */
    enum Whole {
        DONE,
        LATER,
        LEFT_OUT
    }

    /** What is done one after the other. */
    enum Stage {
        MISSED,
        SEARCH,
        FIRST_RUN
    }

    /**
     * What one transaction did.
     *
     * @param lookedAt the last change that was looked at
     * @param isLast whether nothing is left
     * @param isOwedTheRest whether only what was there already is left, which was to be done later
     * @param isWithoutFirstRun whether that will never be looked for, though it is set so
     * @param place the listing up to which it is recorded; null if it was not begun
     * @param recorded how many those are
     */
    record Piece(
            MatchReport report,
            long lookedAt,
            boolean isLast,
            boolean isOwedTheRest,
            boolean isWithoutFirstRun,
            @Nullable ListingPlace place,
            int recorded) {

        static final Piece NOTHING = new Piece(MatchReport.NOTHING, 0, true, false, false, null, 0);
    }
}
