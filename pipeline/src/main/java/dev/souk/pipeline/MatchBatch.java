package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.AlertMatch;
import dev.souk.model.listing.ListingChange;
import dev.souk.notify.NotificationWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a batch of claimed changes means for alerts. A pair of alert and listing that is new is told as a match, whatever
 * else happened to the listing in the batch; for a pair that was there before, a lower price, a sale, a removal and a
 * return are events of their own. Used by one thread, inside one transaction.
 */
final class MatchBatch {

    private static final Logger LOG = LoggerFactory.getLogger(MatchBatch.class);

    private final SoukDatabase tx;
    private final AlertEngine engine;
    private final Announcements announcements;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ClaimedChange.Matchable> endings = new ArrayList<>();
    private final Map<Long, String> problems = new HashMap<>();

    MatchBatch(SoukDatabase tx, AlertEngine engine, NotificationWriter writer) {
        this.tx = tx;
        this.engine = engine;
        this.announcements = new Announcements(writer);
    }

    /** Matches the changes, records what came of them, and takes them off the queue. */
    MatchReport run(List<ClaimedChange> claimed) {
        claimed.forEach(this::look);
        Set<NewMatch> found = findings.stream().map(Finding::pair).collect(Collectors.toCollection(TreeSet::new));
        Set<NewMatch> fresh = pairs(tx.matches().record(found));
        Map<Long, List<AlertMatch>> before = matchesBefore(fresh);
        tellOfFindings(fresh, before);
        tellOfEndings(before);
        int told = announcements.store(tx.notifications());
        takeOffTheQueue(claimed);
        return new MatchReport(claimed.size(), fresh.size(), told, problems.size());
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
            for (long id : engine.match(change.change().listing().listing())) {
                engine.alert(id).ifPresent(alert -> findings.add(new Finding(change, alert)));
            }
        } catch (RuntimeException e) {
            problems.put(change.id(), e.toString());
            LOG.warn("change {} cannot be matched", change.id(), e);
        }
    }

    /** The matches, by listing, that were there before this batch; only of listings to which something else happened. */
    private Map<Long, List<AlertMatch>> matchesBefore(Set<NewMatch> fresh) {
        Set<Long> listings = endings.stream()
                .map(change -> change.change().listing().id())
                .collect(Collectors.toCollection(HashSet::new));
        findings.stream()
                .filter(finding -> finding.later().isPresent())
                .forEach(finding -> listings.add(finding.pair().listingId()));
        return tx.matches().ofListings(listings).stream()
                .filter(match -> !fresh.contains(new NewMatch(match.alertId(), match.listingId())))
                .collect(Collectors.groupingBy(AlertMatch::listingId));
    }

    private void tellOfFindings(Set<NewMatch> fresh, Map<Long, List<AlertMatch>> before) {
        Set<NewMatch> told = new HashSet<>();
        for (Finding finding : findings) {
            NewMatch pair = finding.pair();
            if (fresh.contains(pair)) {
                if (told.add(pair)) {
                    tell(AlertEvent.MATCH, finding.alert(), finding.change());
                }
            } else if (pairs(before.getOrDefault(pair.listingId(), List.of())).contains(pair)) {
                finding.later().ifPresent(event -> tell(event, finding.alert(), finding.change()));
            }
        }
    }

    private void tellOfEndings(Map<Long, List<AlertMatch>> before) {
        for (ClaimedChange.Matchable change : endings) {
            AlertEvent event = endingOf(change.change()).orElseThrow();
            for (AlertMatch match :
                    before.getOrDefault(change.change().listing().id(), List.of())) {
                engine.alert(match.alertId()).ifPresent(alert -> tell(event, alert, change));
            }
        }
    }

    private void tell(AlertEvent event, Alert alert, ClaimedChange.Matchable change) {
        String problem = announcements.tell(event, alert, change);
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

    private static Set<NewMatch> pairs(List<AlertMatch> matches) {
        return matches.stream()
                .map(match -> new NewMatch(match.alertId(), match.listingId()))
                .collect(Collectors.toSet());
    }

    private static Optional<AlertEvent> endingOf(ListingChange change) {
        if (change instanceof ListingChange.Sold) {
            return Optional.of(AlertEvent.SOLD);
        }
        return change instanceof ListingChange.Removed ? Optional.of(AlertEvent.REMOVED) : Optional.empty();
    }

    /** An alert that the listing of a change satisfies. */
    private record Finding(ClaimedChange.Matchable change, Alert alert) {

        NewMatch pair() {
            return new NewMatch(alert.id(), change.change().listing().id());
        }

        /** What the change is to an alert that had matched the listing before; empty if nothing worth telling. */
        Optional<AlertEvent> later() {
            if (change.change() instanceof ListingChange.Repriced repriced
                    && repriced.drop().isPresent()) {
                return Optional.of(AlertEvent.PRICE_DROP);
            }
            return change.change() instanceof ListingChange.Relisted
                    ? Optional.of(AlertEvent.RELISTED)
                    : Optional.empty();
        }
    }
}
