package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds standing alerts and finds those that a listing satisfies. An index, not a loop: a listing costs by the alerts
 * that have something in common with it.
 *
 * <pre>{@code
 * AlertEngine engine = new AlertEngine();
 * engine.register(Alert.of(
 *         1, 7, "A folding bike",
 *         AlertCriteria.builder().allOf("brompton").maxPrice(Money.of(700, "EUR")).build(),
 *         "-broken"));
 * Listing listing = Listing.builder(
 *                 new ListingKey(new SourceId("example"), "42"), "Brompton, black", URI.create("https://example.org/42"))
 *         .price(Money.of(650, "EUR"))
 *         .build();
 * engine.match(listing);      // 1
 * engine.explain(1, listing); // met: price 650 EUR is at most 700 EUR; met: "brompton" is in the title; ...
 * }</pre>
 *
 * <p>Safe for any number of threads. To match takes no lock and never waits for a change. A change is seen by every
 * {@link #match} that begins after it returned; a match that is under way may see it or not, and of an alert that is
 * being replaced it sees the old one or the new.
 */
public final class AlertEngine {

    private final ReentrantLock writing = new ReentrantLock();
    private final Frequencies frequencies = new Frequencies();
    private final Vocabulary vocabulary = new Vocabulary();
    private final AlertIndex index = new AlertIndex(vocabulary, frequencies);
    private final Replacements replacements = new Replacements();
    private final ConcurrentHashMap<Long, Registered> registered = new ConcurrentHashMap<>();

    /** An engine without alerts. */
    public AlertEngine() {}

    /** Adds the alert, in place of the one with the same id. One that is not active is kept and matches nothing. */
    public void register(Alert alert) {
        writing.lock();
        try {
            Registered old = registered.get(alert.id());
            CompiledAlert fresh = null;
            if (alert.active()) {
                fresh = index.add(alert, compiled -> registered.put(alert.id(), new Registered(alert, compiled)));
            } else {
                registered.put(alert.id(), new Registered(alert, null));
            }
            if (old != null && old.filed != null) {
                if (fresh != null) {
                    replacements.add(fresh);
                }
                index.remove(old.filed);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Takes the alert of that id out; false if there was none. */
    public boolean unregister(long id) {
        writing.lock();
        try {
            Registered old = registered.remove(id);
            if (old != null && old.filed != null) {
                index.remove(old.filed);
            }
            return old != null;
        } finally {
            writing.unlock();
        }
    }

    /** The ids of the active alerts that the listing satisfies, ascending. None if the listing is sold or removed. */
    public long[] match(Listing listing) {
        return ask(listing).ids();
    }

    /** As {@link #match}, with the number of candidates that were asked. */
    AskedListing ask(Listing listing) {
        Replacements.Link before = replacements.last();
        AskedListing asked = new AskedListing(listing, vocabulary);
        if (!listing.status().isOpen()) {
            return asked;
        }
        index.read(asked.view(), asked);
        Replacements.Replacement replacement = before.next();
        while (replacement != null) {
            asked.accept(replacement.alert());
            replacement = replacement.after().next();
        }
        if (frequencies.isDue()) {
            frequencies.learn(asked.shown());
        }
        return asked;
    }

    /** The alert registered under that id, active or not. */
    public Optional<Alert> alert(long id) {
        return Optional.ofNullable(registered.get(id)).map(Registered::alert);
    }

    /** Clause by clause, why the alert of that id matches the listing or does not; empty if there is no such alert. */
    public Optional<Explanation> explain(long id, Listing listing) {
        return alert(id).map(alert -> explain(alert, listing));
    }

    /** Clause by clause, why the alert, registered or not, matches the listing or does not. */
    public Explanation explain(Alert alert, Listing listing) {
        return Explainer.explain(alert, listing);
    }

    /** Alerts registered, active or not. */
    public int size() {
        return registered.size();
    }

    /** Words and anchors in use, to see that memory is given back. */
    int indexEntries() {
        return index.entries();
    }

    /** An alert, and how it is filed; null if it is not active. */
    private record Registered(Alert alert, @Nullable CompiledAlert filed) {}
}
