package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingChange;
import dev.souk.model.listing.StoredListing;
import dev.souk.notify.NotificationWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a batch of claimed changes means for alerts. A pair of alert and listing that is new is told as a match, whatever
 * else happened to the listing in the batch; for a pair that was there before, a fall of the price, a sale, a removal and
 * a return are events of their own. Used by one thread, inside one transaction.
 */
final class MatchBatch {

    private static final Logger LOG = LoggerFactory.getLogger(MatchBatch.class);

    /** So many findings are told in one transaction, and those of one listing more. */
    static final int ENOUGH = 5_000;

    private final SoukDatabase tx;
    private final AlertEngine engine;
    private final Announcements announcements;
    private final List<Finding> findings = new ArrayList<>();

    /** Satisfied but for the time within which the listing had to be listed: no matches, but maybe known ones. */
    private final List<Finding> aged = new ArrayList<>();

    private final List<ClaimedChange.Matchable> endings = new ArrayList<>();
    private final Map<Long, String> problems = new HashMap<>();

    MatchBatch(SoukDatabase tx, AlertEngine engine, NotificationWriter writer) {
        this.tx = tx;
        this.engine = engine;
        this.announcements = new Announcements(writer);
    }

    /**
     * Matches the changes, records what came of them, and takes them off the queue; where very much comes of the first,
     * the rest stays for the next batch.
     */
    MatchReport run(List<ClaimedChange> waiting) {
        List<ClaimedChange> claimed = lookAtAsMany(waiting);
        Set<NewMatch> fresh = record();
        Map<NewMatch, AlertMatch> before = matchesBefore(fresh);
        tellOfFindings(fresh, before);
        tellOfEndings(before);
        int told = announcements.store(tx.notifications());
        takeOffTheQueue(claimed);
        return new MatchReport(claimed.size(), fresh.size(), told, problems.size());
    }

    /** As many of the first as memory and a transaction bear, at least one. */
    private List<ClaimedChange> lookAtAsMany(List<ClaimedChange> waiting) {
        int looked = 0;
        while (looked < waiting.size() && findings.size() < ENOUGH) {
            look(waiting.get(looked));
            looked++;
        }
        return waiting.subList(0, looked);
    }

    /** A change that cannot be matched leaves the queue all the same, with the reason beside it, and spoils no other. */
    private void look(ClaimedChange claimed) {
        if (claimed instanceof ClaimedChange.Unreadable unreadable) {
            problems.put(unreadable.id(), unreadable.reason());
            return;
        }
        ClaimedChange.Matchable change = (ClaimedChange.Matchable) claimed;
        if (endingOf(change.change()).isPresent()) {
            endings.add(change);
            return;
        }
        try {
            Listing listing = change.change().listing().listing();
            long[] found = engine.match(listing, change.changedAt());
            addTo(findings, change, found);
            if (mayBeLater(change)
                    && listing.listedAt() != null
                    && listing.listedAt().isBefore(change.changedAt())) {
                long[] whenListed = engine.match(listing, listing.listedAt());
                addTo(
                        aged,
                        change,
                        LongStream.of(whenListed)
                                .filter(id -> Arrays.binarySearch(found, id) < 0)
                                .toArray());
            }
        } catch (RuntimeException e) {
            problems.put(change.id(), e.toString());
            LOG.warn("change {} cannot be matched", change.id(), e);
        }
    }

    private void addTo(List<Finding> list, ClaimedChange.Matchable change, long[] ids) {
        for (long id : ids) {
            engine.alert(id).ifPresent(alert -> list.add(new Finding(change, alert)));
        }
    }

    private Set<NewMatch> record() {
        Map<NewMatch, Money> prices = new HashMap<>();
        for (Finding finding : findings) {
            Money price = finding.listing().listing().price();
            if (price != null) {
                prices.put(finding.pair(), price);
            }
        }
        Set<NewMatch> found = findings.stream().map(Finding::pair).collect(Collectors.toSet());
        return tx.matches().record(found, prices).stream()
                .map(MatchBatch::pairOf)
                .collect(Collectors.toSet());
    }

    /** The matches that were there before this batch; only of listings to which something else happened. */
    private Map<NewMatch, AlertMatch> matchesBefore(Set<NewMatch> fresh) {
        Set<Long> listings = endings.stream()
                .map(change -> change.change().listing().id())
                .collect(Collectors.toCollection(HashSet::new));
        Stream.concat(findings.stream(), aged.stream())
                .filter(finding -> mayBeLater(finding.change()))
                .forEach(finding -> listings.add(finding.pair().listingId()));
        Map<NewMatch, AlertMatch> before = new HashMap<>();
        tx.matches().ofListings(listings, match -> {
            if (!fresh.contains(pairOf(match))) {
                before.put(pairOf(match), match);
            }
        });
        return before;
    }

    private void tellOfFindings(Set<NewMatch> fresh, Map<NewMatch, AlertMatch> before) {
        Set<NewMatch> told = new HashSet<>();
        Map<NewMatch, Money> prices = new HashMap<>();
        for (Finding finding : findings) {
            NewMatch pair = finding.pair();
            if (fresh.contains(pair)) {
                if (told.add(pair)) {
                    LaterEvent.ofMatch(finding.alert(), finding.listing())
                            .ifPresent(event -> note(
                                    finding.change(),
                                    announcements.tellMatch(
                                            event,
                                            finding.alert(),
                                            finding.listing(),
                                            finding.change().changedAt())));
                }
            } else if (before.containsKey(pair)) {
                tellLater(finding, before.get(pair), prices);
            }
        }
        for (Finding finding : aged) {
            AlertMatch match = before.get(finding.pair());
            if (match != null) {
                tellLater(finding, match, prices);
            }
        }
        tx.matches().noteTold(prices);
    }

    private void tellLater(Finding finding, AlertMatch match, Map<NewMatch, Money> prices) {
        Money noted = prices.get(finding.pair());
        Money told = noted == null ? match.toldPrice() : noted;
        LaterEvent later = LaterEvent.of(finding.change().change(), finding.alert(), told);
        later.event().ifPresent(event -> tell(event, finding.alert(), finding.change(), told));
        Money next = later.told();
        if (next != null) {
            prices.put(finding.pair(), next);
        }
    }

    private void tellOfEndings(Map<NewMatch, AlertMatch> before) {
        Map<Long, List<AlertMatch>> byListing =
                before.values().stream().collect(Collectors.groupingBy(AlertMatch::listingId));
        for (ClaimedChange.Matchable change : endings) {
            AlertEvent event = endingOf(change.change()).orElseThrow();
            long listingId = change.change().listing().id();
            for (AlertMatch match : byListing.getOrDefault(listingId, List.of())) {
                engine.alert(match.alertId())
                        .filter(alert -> Announcements.isWanted(event, alert))
                        .ifPresent(alert -> tell(event, alert, change, null));
            }
        }
    }

    private void tell(AlertEvent event, Alert alert, ClaimedChange.Matchable change, @Nullable Money told) {
        Money before = told == null ? change.change().listing().listing().previousPrice() : told;
        note(change, announcements.tell(event, alert, change, before));
    }

    private void note(ClaimedChange.Matchable change, String problem) {
        if (!problem.isEmpty()) {
            problems.put(change.id(), problem);
        }
    }

    private void takeOffTheQueue(List<ClaimedChange> claimed) {
        tx.listingChanges()
                .markMatched(claimed.stream()
                        .map(ClaimedChange::id)
                        .filter(id -> !problems.containsKey(id))
                        .toList());
        problems.forEach(tx.listingChanges()::markProblem);
    }

    private static NewMatch pairOf(AlertMatch match) {
        return new NewMatch(match.alertId(), match.listingId());
    }

    /** Whether the change can be an event for an alert that had matched the listing before. */
    private static boolean mayBeLater(ClaimedChange.Matchable change) {
        return change.change() instanceof ListingChange.Repriced || change.change() instanceof ListingChange.Relisted;
    }

    private static Optional<AlertEvent> endingOf(ListingChange change) {
        if (change instanceof ListingChange.Sold) {
            return Optional.of(AlertEvent.SOLD);
        }
        return change instanceof ListingChange.Removed ? Optional.of(AlertEvent.REMOVED) : Optional.empty();
    }

    /** An alert that the listing of a change satisfies. */
    private record Finding(ClaimedChange.Matchable change, Alert alert) {

        StoredListing listing() {
            return change.change().listing();
        }

        NewMatch pair() {
            return new NewMatch(alert.id(), listing().id());
        }
    }
}
