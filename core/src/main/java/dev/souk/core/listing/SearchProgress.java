package dev.souk.core.listing;

import static dev.souk.jooq.Tables.LISTINGS;
import static dev.souk.jooq.Tables.SEARCHES;

import dev.souk.core.transaction.DatabaseClock;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.listing.ListingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Remembers of searches that show the newest listings first how far they were read. A search is <em>caught up</em> when all
 * that its visits were shown is stored; then the next visit may end at what was stored by then. Of one that is not, something
 * behind the listings that are stored is missing: it was over a limit, or on a page that did not come, or the visit died
 * before it. Then a visit has to read on. Thread-safe, for any number of instances; every call is one transaction, or joins
 * the one that its {@link Transactions} hold open.
 *
 * <p>The name of a search is the same in every visit, and has 1 to {@value SearchRun#MAX_SEARCH_LENGTH} characters.
 */
public final class SearchProgress {

    private final Transactions transactions;

    /** Works in these transactions. */
    public SearchProgress(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The moment up to which stored listings end a visit that begins now: when the search was caught up last, or now if
     * reading on is {@link #putOff}. Empty if the visit is to read on, as the first one of a search is.
     */
    public Optional<Instant> endsAt(SourceId source, String search) {
        Field<Instant> end = DSL.when(SEARCHES.READ_ON_AT.isNull(), SEARCHES.CAUGHT_UP_AT)
                .when(SEARCHES.READ_ON_AT.gt(DatabaseClock.now()), DatabaseClock.now());
        return transactions.call(dsl ->
                dsl.select(end).from(SEARCHES).where(isNamed(source, search)).fetchOptional(end));
    }

    /** Those of the keys whose listings were stored before this moment. */
    public Set<ListingKey> storedBefore(Instant moment, Collection<ListingKey> keys) {
        return transactions.call(dsl -> KnownKeys.among(dsl, keys, LISTINGS.CREATED_AT.lt(moment)));
    }

    /**
     * Notes that a visit has come upon something new: until it is done, the search is not caught up. To be called before
     * the first of it is stored, or in the same transaction: if the visit dies, the next one knows.
     *
     * @return whether it was caught up; if not, another visit is to catch up
     */
    public boolean fallBehind(SourceId source, String search) {
        return transactions.call(dsl -> dsl.update(SEARCHES)
                        .set(SEARCHES.READ_ON_AT, DatabaseClock.now())
                        .where(isNamed(source, search).and(SEARCHES.READ_ON_AT.isNull()))
                        .execute()
                > 0);
    }

    /** Notes that all that a visit was shown is stored, and that it read on, or has {@link #fallBehind fallen behind} itself. */
    public void catchUp(SourceId source, String search) {
        transactions.call(dsl -> write(
                dsl,
                source,
                search,
                Map.of(
                        SEARCHES.CAUGHT_UP_AT,
                        DatabaseClock.now(),
                        SEARCHES.READ_ON_AT,
                        DSL.val(null, SEARCHES.READ_ON_AT))));
    }

    /** Notes that a visit was shown nothing new. No other may have fallen behind meanwhile, or this one means nothing. */
    public void remainCaughtUp(SourceId source, String search) {
        transactions.call(dsl -> dsl.update(SEARCHES)
                .set(SEARCHES.CAUGHT_UP_AT, DatabaseClock.now())
                .where(isNamed(source, search).and(SEARCHES.READ_ON_AT.isNull()))
                .execute());
    }

    /**
     * Notes that a visit that read on has not caught up, and when one is to read on again.
     *
     * @param wait how long visits may end at what is stored; not negative
     */
    public void putOff(SourceId source, String search, Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("a wait cannot be negative: " + wait);
        }
        transactions.call(dsl -> write(dsl, source, search, Map.of(SEARCHES.READ_ON_AT, DatabaseClock.after(wait))));
    }

    private static int write(
            DSLContext dsl, SourceId source, String search, Map<Field<Instant>, Field<Instant>> progress) {
        requireName(source, search);
        return dsl.insertInto(SEARCHES)
                .set(SEARCHES.SOURCE, source.value())
                .set(SEARCHES.SEARCH, search)
                .set(SEARCHES.COMPLETED_AT, DatabaseClock.now())
                .set(progress)
                .onConflict(SEARCHES.SOURCE, SEARCHES.SEARCH)
                .doUpdate()
                .set(progress)
                .execute();
    }

    private static Condition isNamed(SourceId source, String search) {
        requireName(source, search);
        return SEARCHES.SOURCE.eq(source.value()).and(SEARCHES.SEARCH.eq(search));
    }

    private static void requireName(SourceId source, String search) {
        StorableText.requireOf(source, "search", search, SearchRun.MAX_SEARCH_LENGTH);
    }
}
