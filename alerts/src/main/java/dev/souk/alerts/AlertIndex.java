package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

/**
 * Active alerts, arranged so that a listing finds the few it could satisfy. One writer at a time; any number of readers,
 * who take no lock.
 */
final class AlertIndex implements FilingChoice.Crowds {

    /*
     * An alert is filed under words or anchors of which every listing that satisfies it shows at least one. A listing
     * looks up the words and anchors that it shows, so the cost grows with the alerts that share one with it and not
     * with all alerts. An anchor is a source, a category, a cell of the map, a price bracket and the like, the last two
     * within the category if the alert names one.
     */

    private final Vocabulary vocabulary;
    private final Frequencies frequencies;
    private final ConcurrentHashMap<Anchor, Postings> byAnchor = new ConcurrentHashMap<>();
    private final Map<Postings, Anchor> anchorOf = new HashMap<>();
    private final AtomicIntegerArray families =
            new AtomicIntegerArray(Anchor.Kind.values().length * Anchor.Kind.LEVELS);

    AlertIndex(Vocabulary vocabulary, Frequencies frequencies) {
        this.vocabulary = vocabulary;
        this.frequencies = frequencies;
    }

    /** For the writer: files the alert, once {@code ready} has taken it; readers that begin afterwards find it. */
    CompiledAlert add(Alert alert, Consumer<CompiledAlert> ready) {
        Demands demands = Demands.of(alert);
        CompiledAlert compiled = new CompiledAlert(alert, demands, vocabulary);
        ready.accept(compiled);
        Filing filing = FilingChoice.of(alert, demands, frequencies, this);
        List<Postings> filed =
                new ArrayList<>(filing.words().size() + filing.anchors().size());
        for (Word word : compiled.words) {
            if (filing.words().contains(word.text)) {
                filed.add(word.postings);
            }
        }
        filing.anchors().forEach(anchor -> filed.add(postings(anchor)));
        filed.forEach(postings -> postings.add(compiled));
        compiled.filedUnder = List.copyOf(filed);
        return compiled;
    }

    private Postings postings(Anchor anchor) {
        Postings postings = byAnchor.get(anchor);
        if (postings == null) {
            postings = new Postings();
            anchorOf.put(postings, anchor);
            families.incrementAndGet(anchor.family());
            byAnchor.put(anchor, postings);
        }
        return postings;
    }

    @Override
    public int under(String word) {
        Word known = vocabulary.find(word);
        return known == null ? 0 : known.postings.size();
    }

    @Override
    public int under(Anchor anchor) {
        Postings postings = byAnchor.get(anchor);
        return postings == null ? 0 : postings.size();
    }

    /** For the writer: takes the alert out; readers that begin afterwards do not find it. */
    void remove(CompiledAlert alert) {
        alert.live = false;
        for (Postings postings : alert.filedUnder) {
            postings.remove(alert);
            if (postings.size() == 0) {
                forget(postings);
            }
        }
        alert.words.forEach(vocabulary::release);
    }

    private void forget(Postings postings) {
        Anchor anchor = anchorOf.remove(postings);
        if (anchor != null) {
            byAnchor.remove(anchor);
            families.decrementAndGet(anchor.family());
        }
    }

    /** Hands over every alert that the listing can satisfy, and some that it cannot. */
    void read(ListingView listing, Candidates candidates) {
        for (Word word : listing.text.words()) {
            word.postings.read(candidates);
        }
        ShownAnchors.of(listing, this::isUsed, anchor -> read(anchor, candidates));
    }

    private boolean isUsed(Anchor.Kind kind, int level) {
        return families.get(kind.family(level)) > 0;
    }

    private void read(Anchor anchor, Candidates candidates) {
        Postings postings = byAnchor.get(anchor);
        if (postings != null) {
            postings.read(candidates);
        }
    }

    /** Words and anchors in use, to see that memory is given back. */
    int entries() {
        return vocabulary.size() + byAnchor.size();
    }
}
