package dev.souk.core.listing;

import static dev.souk.jooq.Tables.SEARCHES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;

/**
 * Remembers which searches are caught up: their last visit left nothing behind. Where a search shows the newest listings
 * first, a visit to such a one may end at what is known; to any other it has to go on, since behind a page on which all is
 * known there may be what was over a limit, or on a page that did not come. Thread-safe, for any number of instances; every
 * call is one transaction, or joins the one that its {@link Transactions} hold open.
 */
public final class SearchProgress {

    private final Transactions transactions;

    /** Works in these transactions. */
    public SearchProgress(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Whether the last visit left nothing behind; of a search that was never visited, no.
     *
     * @param search names the search, the same in every visit; 1 to {@value SearchRun#MAX_SEARCH_LENGTH} characters
     */
    public boolean isCaughtUp(SourceId source, String search) {
        requireName(source, search);
        return transactions.call(dsl -> dsl.fetchExists(dsl.selectOne()
                .from(SEARCHES)
                .where(SEARCHES.SOURCE.eq(source.value()).and(SEARCHES.SEARCH.eq(search)))
                .and(SEARCHES.CAUGHT_UP_AT.isNotNull())));
    }

    /**
     * Notes that a visit has come upon something new, and until it is done the search is not caught up. To be called before
     * the first of it is stored, or in the same transaction: if the visit ends in the middle, the next one knows.
     */
    public void fallBehind(SourceId source, String search) {
        requireName(source, search);
        transactions.call(dsl -> dsl.update(SEARCHES)
                .setNull(SEARCHES.CAUGHT_UP_AT)
                .where(SEARCHES.SOURCE.eq(source.value()).and(SEARCHES.SEARCH.eq(search)))
                .and(SEARCHES.CAUGHT_UP_AT.isNotNull())
                .execute());
    }

    /** Notes that a visit left nothing behind. Forgotten with the search, by {@link SearchRuns#forgetIdle}. */
    public void catchUp(SourceId source, String search) {
        requireName(source, search);
        transactions.call(dsl -> dsl.insertInto(SEARCHES)
                .set(SEARCHES.SOURCE, source.value())
                .set(SEARCHES.SEARCH, search)
                .set(SEARCHES.COMPLETED_AT, DatabaseClock.now())
                .set(SEARCHES.CAUGHT_UP_AT, DatabaseClock.now())
                .onConflict(SEARCHES.SOURCE, SEARCHES.SEARCH)
                .doUpdate()
                .set(SEARCHES.CAUGHT_UP_AT, DatabaseClock.now())
                .execute());
    }

    private static void requireName(SourceId source, String search) {
        StorableText.requireOf(source, "search", search, SearchRun.MAX_SEARCH_LENGTH);
    }
}
