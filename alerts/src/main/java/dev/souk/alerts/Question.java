package dev.souk.alerts;

import dev.souk.model.listing.Listing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts one listing after the other to the alerts. Keeps its memory from listing to listing; for one thread. */
final class Question {

    private static final long[] NOTHING = {};

    private final Frequencies frequencies;
    private final ShownListing shown;
    private final ShownAnchors shownAnchors;
    private final Candidates candidates = new Candidates();
    private long[] ids = new long[64];
    private int found;
    private int number;

    Question(AlertIndex index, Frequencies frequencies) {
        this.frequencies = frequencies;
        shown = new ShownListing(index.vocabulary);
        shownAnchors = new ShownAnchors(index.anchors);
    }

    /**
     * The ids of the alerts that the listing satisfies, ascending.
     *
     * @param before where the chain of replacements ended when the question was put
     */
    long[] ask(Listing listing, Replacements.Link before) {
        found = 0;
        number++;
        boolean isDue = frequencies.isDue(number);
        shown.read(listing, isDue);
        collect();
        for (int i = 0; i < candidates.size(); i++) {
            verify(candidates.get(i));
        }
        if (isDue) {
            shown.terms.learn(frequencies);
        }
        for (Replacements.@Nullable Replacement replacement = before.next(); replacement != null; ) {
            if (shown.isNewer(Program.newestTerm(replacement.program()))) {
                shown.read(listing, false);
            }
            verify(replacement.program());
            replacement = replacement.after().next();
        }
        return ids();
    }

    private void collect() {
        candidates.clear();
        TermSet terms = shown.terms;
        for (int i = 0; i < terms.knownCount(); i++) {
            collect(terms.known(i).filed());
        }
        int anchors = shownAnchors.read(shown);
        for (int i = 0; i < anchors; i++) {
            collect(shownAnchors.filed(i));
        }
    }

    private void collect(@Nullable Object filed) {
        if (filed instanceof int[] one) {
            candidates.add(one);
        } else if (filed instanceof Postings many) {
            many.read(shown.terms.bitmap(), shown.bracket, candidates);
        } else if (filed instanceof int[][] few) {
            for (int[] one : few) {
                candidates.add(one);
            }
        }
    }

    /** An alert is asked whether it is live after it was asked whether it matches: while it is, its terms are known. */
    private void verify(int[] program) {
        if (Verifier.accepts(program, shown) && Program.isLive(program)) {
            if (found == ids.length) {
                ids = Arrays.copyOf(ids, 2 * found);
            }
            ids[found] = Program.id(program);
            found++;
        }
    }

    /** How many candidates the last listing had. */
    int candidates() {
        return candidates.size();
    }

    /** Each once. */
    private long[] ids() {
        if (found == 0) {
            return NOTHING;
        }
        Arrays.sort(ids, 0, found);
        int kept = 1;
        for (int i = 1; i < found; i++) {
            if (ids[i] != ids[kept - 1]) {
                ids[kept] = ids[i];
                kept++;
            }
        }
        return Arrays.copyOf(ids, kept);
    }
}
