package dev.souk.alerts;

import dev.souk.model.listing.Listing;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts one listing after the other to the alerts. Keeps its memory from listing to listing; for one thread. */
final class Question {

    private static final long[] NOTHING = {};

    private final Frequencies frequencies;
    private final ShownListing shown;
    private final ShownAnchors shownAnchors;
    private final Postings postings;
    private final Programs programs;
    private final IntList candidates = new IntList();

    /** Keeps the reading ahead from being left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private long[] ids = new long[64];
    private int found;
    private int number;

    Question(AlertIndex index, Frequencies frequencies) {
        this.frequencies = frequencies;
        postings = index.postings;
        programs = index.programs;
        shown = new ShownListing(index.vocabulary);
        shownAnchors = new ShownAnchors(index.anchors);
    }

    /**
     * The ids of the alerts that the listing satisfies, ascending.
     *
     * @param askedAt the time at which it is asked
     * @param before where the chain of replacements ended when the question was put
     */
    long[] ask(Listing listing, Instant askedAt, Replacements.Link before) {
        found = 0;
        number++;
        boolean isDue = frequencies.isDue(number);
        shown.read(listing, askedAt, isDue);
        collect();
        verify();
        if (isDue) {
            shown.terms.learn(frequencies);
        }
        for (Replacements.@Nullable Replacement replacement = before.next(); replacement != null; ) {
            if (shown.isNewer(Program.newestTerm(replacement.program()))) {
                shown.read(listing, askedAt, false);
            }
            verify(replacement.program());
            replacement = replacement.after().next();
        }
        return ids();
    }

    private void collect() {
        candidates.clear();
        IntList places = shown.terms.places();
        touched += shownAnchors.read(shown, places);
        touched += postings.read(places, shown.terms.bitmap(), shown.bracket, candidates);
    }

    private void verify() {
        int[] @Nullable [] all = programs.all();
        // As with places, memory is waited for once for all alerts.
        for (int i = 0; i < candidates.size; i++) {
            int[] program = Programs.get(all, candidates.items[i]);
            touched += program == null ? 0 : program[program.length - 1];
        }
        for (int i = 0; i < candidates.size; i++) {
            int[] program = Programs.get(all, candidates.items[i]);
            if (program != null) {
                verify(program);
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
        return candidates.size;
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
