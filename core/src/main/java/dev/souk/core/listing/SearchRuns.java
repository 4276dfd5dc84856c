package dev.souk.core.listing;

import static dev.souk.jooq.Tables.SEARCHES;

import dev.souk.core.cache.ListingCache;
import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which listings a marketplace no longer shows: those that no complete run of a search finds any more. Thread-safe,
 * for any number of instances; every call is one transaction, or joins the one that its {@link Transactions} hold open.
 *
 * <pre>{@code
 * SearchRun run = runs.begin(source, "category=bikes");
 * // fetch every page, store what is on it, collect the keys
 * runs.store(run, listings);
 * if (sawEverything) {
 *     UpsertResult removed = runs.complete(run, keys, SearchRuns.DEFAULT_MISSES);
 * }
 * }</pre>
 *
 * <p>Only hand in runs that prove something: every page of the search was read, none was a wall, no limit was met, and
 * the site shows all that it has for the search. A search for the newest, or up to a price, lets listings go that are
 * still there. A run that is not handed in misses nothing.
 */
public final class SearchRuns {

    /** How many complete runs in a row must have missed a listing, unless an application says otherwise. */
    public static final int DEFAULT_MISSES = 3;

    /** The most that an application may ask for. */
    public static final int MAX_MISSES = 1_000;

    private final Transactions transactions;

    @Nullable
    private final ListingCache cache;

    /** Works in these transactions, without a cache. */
    public SearchRuns(Transactions transactions) {
        this(transactions, null);
    }

    /** Works in these transactions, and tells a cache what it writes. */
    public SearchRuns(Transactions transactions, @Nullable ListingCache cache) {
        this.transactions = transactions;
        this.cache = cache;
    }

    /**
     * Notes when a run begins; call it before the first page is asked for. Writes nothing.
     *
     * @param search names the search, the same in every run
     */
    public SearchRun begin(SourceId source, String search) {
        return transactions.call(dsl -> new SearchRun(
                source, search, dsl.select(DatabaseClock.now()).fetchSingle().value1()));
    }

    /**
     * Stores what a page of the run shows, as {@link ListingRepository#upsertAll} does, and notes that the search found what
     * is new or back. So it is missed when it is gone before any run of the search is complete. What is stored otherwise
     * is noted when a run that saw it is complete.
     *
     * @throws IllegalArgumentException if a listing is not of the run's source
     */
    public UpsertResult store(SearchRun run, Collection<Listing> page) {
        requireOwn(run, page.stream().map(Listing::key).toList());
        if (page.isEmpty()) {
            return new UpsertResult(List.of());
        }
        return transactions.together(joined -> {
            SearchTally tally = joined.call(dsl -> SearchTally.forPage(dsl, run));
            UpsertResult result = new ListingRepository(joined, cache).upsertAll(page);
            Long[] found =
                    result.outcomes().stream().flatMap(SearchRuns::appeared).toArray(Long[]::new);
            if (found.length > 0) {
                joined.call(dsl -> tally.keep(dsl, found));
            }
            return result;
        });
    }

    private static Stream<Long> appeared(UpsertOutcome outcome) {
        if (outcome instanceof UpsertOutcome.New added) {
            return Stream.of(added.id());
        }
        return outcome instanceof UpsertOutcome.Changed changed && changed.kind() == ChangeKind.RELISTED
                ? Stream.of(changed.id())
                : Stream.empty();
    }

    private static void requireOwn(SearchRun run, Collection<ListingKey> keys) {
        for (ListingKey key : keys) {
            if (!key.source().equals(run.source())) {
                throw new IllegalArgumentException("a run of %s cannot have seen %s".formatted(run.source(), key));
            }
        }
    }

    /**
     * Records a run that saw its whole search. A listing that the search found before and that nobody has seen since the
     * run began counts as missed, unless the run began before an earlier one was recorded: what two instances miss at
     * one time is missed once. A listing that is open, and that every search that ever found it has missed so many
     * times in a row, becomes {@link dev.souk.model.listing.ListingStatus#REMOVED}, and its change is queued as any
     * other; a search of which no run was ever recorded does not count. Removal is a guess: when this run or any page shows
     * such a listing again it is relisted, also by a page that is silent on whether it can be had. One of which a page
     * said that it is gone stays removed until a page says otherwise.
     *
     * @param seen what the run saw, stored or not; all of the run's source
     * @param misses 1 to {@value #MAX_MISSES}. A list that is read page by page can slip a listing while others are
     *     taken out, so 1 is for searches of one page
     * @return those that became removed
     */
    public UpsertResult complete(SearchRun run, Collection<ListingKey> seen, int misses) {
        if (misses < 1 || misses > MAX_MISSES) {
            throw new InvalidValueException(
                    "misses", misses, "misses must be 1 to %s: %s".formatted(MAX_MISSES, misses));
        }
        requireOwn(run, seen);
        return transactions.together(joined -> {
            SearchTally tally = joined.call(dsl -> SearchTally.open(dsl, run));
            List<Listing> judged = joined.call(dsl -> {
                List<ListingKey> found = tally.count(dsl, run, seen, misses);
                return MissedListings.judge(dsl, run.startedAt(), tally.gone(dsl, run.source(), misses), found);
            });
            UpsertResult removed = withoutRelisted(new ListingRepository(joined, cache).upsertAll(judged));
            return joined.call(dsl -> {
                MissedListings.mark(dsl, removed);
                tally.close(dsl, misses);
                return removed;
            });
        });
    }

    private static UpsertResult withoutRelisted(UpsertResult result) {
        return new UpsertResult(result.outcomes().stream()
                .filter(outcome ->
                        !(outcome instanceof UpsertOutcome.Changed changed && changed.kind() == ChangeKind.RELISTED))
                .toList());
    }

    /**
     * Forgets a search that is not run any more. Until then, what it found and did not miss stays open.
     *
     * @return whether it was known
     */
    public boolean forget(SourceId source, String search) {
        return StorableText.isStorable(search)
                && transactions.call(dsl -> dsl.deleteFrom(SEARCHES)
                                .where(SEARCHES.SOURCE.eq(source.value()).and(SEARCHES.SEARCH.eq(search)))
                                .execute()
                        > 0);
    }

    /**
     * Forgets the searches of which no complete run was recorded for so long, or where none ever was, whose first run began
     * so long ago; nor were they {@link SearchProgress caught up} since.
     *
     * @return how many
     */
    public int forgetIdle(Duration idle) {
        if (idle.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: " + idle);
        }
        return transactions.call(dsl -> dsl.deleteFrom(SEARCHES)
                .where(DSL.greatest(SEARCHES.COMPLETED_AT, SEARCHES.CAUGHT_UP_AT)
                        .lt(DatabaseClock.before(idle)))
                .execute());
    }
}
