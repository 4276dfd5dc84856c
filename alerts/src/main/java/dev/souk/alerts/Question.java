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
    /** Where the candidates stand. */
    private final IntList places = new IntList();

    private final Ascending ascending = new Ascending();

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
            askReplacement(replacement.slot(), listing, askedAt);
            replacement = replacement.after().next();
        }
        return ids();
    }

    /** Of an alert that came in place of another after the question was put, perhaps with new words. */
    private void askReplacement(int slot, Listing listing, Instant askedAt) {
        if (shown.isNewer(programs.newestTerm(slot))) {
            shown.read(listing, askedAt, false);
        }
        askAgain(slot);
    }

    private void collect() {
        candidates.clear();
        IntList filed = shown.terms.places();
        touched += shownAnchors.read(shown, filed);
        touched += postings.read(filed, shown.terms.bitmap(), shown.fineBracket, candidates);
    }

    private void verify() {
        Programs.Pool all = programs.all();
        int count = candidates.size;
        places.clear();
        places.room(count);
        int[] at = places.items;
        for (int i = 0; i < count; i++) {
            at[i] = all.place(candidates.items[i]);
        }
        // As with lists, memory is waited for once for all alerts.
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += all.touch(at[i]);
        }
        touched += sum;
        for (int i = 0; i < count; i++) {
            if (!isAnswered(all, at[i])) {
                askAgain(candidates.items[i]);
            }
        }
    }

    /**
     * Asks the alert at that place; false if it moved. An alert is asked whether it is here after it was asked whether it
     * matches: while it is, its terms are known.
     */
    private boolean isAnswered(Programs.Pool all, int place) {
        int[] chunk = all.at(place);
        if (chunk == null) {
            return place == Programs.NOWHERE;
        }
        int start = Programs.offset(place);
        if (!Verifier.accepts(chunk, start, shown)) {
            return true;
        }
        int state = Program.state(chunk, start);
        if (state > 0) {
            find(Program.wide(chunk, start));
        }
        return state != Program.MOVED;
    }

    /** Where the alert is now. */
    private void askAgain(int slot) {
        Programs.Pool now = programs.all();
        while (!isAnswered(now, now.place(slot))) {
            now = programs.all();
        }
    }

    private void find(long id) {
        if (found == ids.length) {
            ids = Arrays.copyOf(ids, 2 * found);
        }
        ids[found] = id;
        found++;
    }

    /** How many candidates the last listing had. */
    int candidates() {
        return candidates.size;
    }

    private long[] ids() {
        return found == 0 ? NOTHING : Arrays.copyOf(ids, ascending.sort(ids, found));
    }
}
