package dev.souk.alerts;

import dev.souk.model.listing.Listing;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A listing about which the candidates are asked: keeps the ids of those that it satisfies. For one thread. */
final class AskedListing implements Candidates {

    private static final long[] NOTHING = {};

    private final Listing listing;
    private final ListingView.Analysis analysis;
    private final Vocabulary vocabulary;
    private ListingView view;
    private long[] ids = NOTHING;
    private int found;
    private int asked;

    AskedListing(Listing listing, Vocabulary vocabulary) {
        this.listing = listing;
        this.vocabulary = vocabulary;
        analysis = ListingView.Analysis.of(listing);
        view = ListingView.of(listing, analysis, vocabulary);
    }

    ListingView view() {
        return view;
    }

    /** What is to be learnt of this listing. */
    Set<String> shown() {
        Set<String> shown = new HashSet<>(analysis.title());
        shown.addAll(analysis.description());
        ShownAnchors.of(view, Anchor.Kind::isLearnt, anchor -> shown.add(anchor.key()));
        return shown;
    }

    @Override
    public void accept(CompiledAlert alert) {
        asked++;
        if (!view.hasSeen(alert.newestWord)) {
            view = ListingView.of(listing, analysis, vocabulary);
        }
        // The view may lack the words of an alert that is gone by now, and so take them for absent. While an alert is
        // live its words are kept, so the question comes last.
        if (alert.accepts(view) && alert.live) {
            add(alert.id);
        }
    }

    private void add(long id) {
        if (found == ids.length) {
            ids = Arrays.copyOf(ids, Math.max(8, found * 2));
        }
        ids[found] = id;
        found++;
    }

    /** How many candidates were asked. */
    int asked() {
        return asked;
    }

    /** The ids found, ascending, each once. */
    long[] ids() {
        Arrays.sort(ids, 0, found);
        int kept = 0;
        for (int i = 0; i < found; i++) {
            if (i == 0 || ids[i] != ids[i - 1]) {
                ids[kept] = ids[i];
                kept++;
            }
        }
        return kept == 0 ? NOTHING : Arrays.copyOf(ids, kept);
    }
}
