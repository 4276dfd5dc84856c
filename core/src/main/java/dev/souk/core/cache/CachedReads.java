package dev.souk.core.cache;

import dev.souk.core.cache.ListingCache.Kind;
import dev.souk.core.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads of listings, through a cache if there is one. For use inside {@code core}. Thread-safe.
 *
 * <p>Keys are names within one schema of one database; what makes them unique beyond that is added here.
 */
public final class CachedReads {

    /**
     * So long a transaction that writes may be open for other hosts to see it at once: until it commits, what was before
     * may be read and kept, and lives a whole time to live from then. So much longer than what it outdates lives a mark.
     */
    private static final Duration LONGEST_TRANSACTION = Duration.ofHours(1);

    private final Transactions transactions;

    @Nullable
    private final ListingCache cache;

    /** Over these transactions; without a cache every read asks the database. */
    public CachedReads(Transactions transactions, @Nullable ListingCache cache) {
        this.transactions = transactions;
        this.cache = cache;
    }

    /** Reads what is not kept. */
    public interface Load {
        /** What there is under these keys; called once at most. */
        Map<String, CachedPage> apply(DSLContext dsl, List<String> keys);
    }

    /** The listings under these keys, as far as there are any; in no order. */
    public Map<String, CachedPage> listings(List<String> keys, Load load) {
        return read(Kind.LISTING, keys, load);
    }

    /** The page of a search; its key, which takes a while to make, is asked for only where a cache is. */
    public CachedPage search(Supplier<String> key, Function<DSLContext, CachedPage> load) {
        if (cache == null) {
            return transactions.read(load);
        }
        String name = key.get();
        Map<String, CachedPage> pages =
                read(Kind.SEARCH, List.of(name), (dsl, missing) -> Map.of(name, load.apply(dsl)));
        return Objects.requireNonNull(pages.get(name), "a search has a page");
    }

    private Map<String, CachedPage> read(Kind kind, List<String> keys, Load load) {
        if (cache == null) {
            return transactions.read(dsl -> load.apply(dsl, keys));
        }
        if (transactions.mayJoin()) {
            cache.bypassed();
            return transactions.call(dsl -> load.apply(dsl, keys));
        }
        return new Lookup(cache, kind, transactions).read(keys, load);
    }

    /**
     * Notes that the transaction of {@code dsl} writes listings. Must be called before it commits, whoever commits it.
     *
     * @param changed keys of listings that were there before
     * @param added keys of listings that were not
     */
    public void written(DSLContext dsl, Collection<String> changed, Collection<String> added) {
        if (cache == null || (changed.isEmpty() && added.isEmpty())) {
            return;
        }
        Moment moment = Moment.ofWriter(dsl);
        @Nullable Timeline timeline = cache.timeline(moment);
        if (timeline == null) {
            return;
        }
        long writer = Objects.requireNonNull(moment.writer(), "a writer has a number");
        timeline.written(changed, writer);
        timeline.written(added, writer);
        List<String> outdated = new ArrayList<>();
        changed.forEach(key -> outdated.add(timeline.fullKey(transactions.schema(), key)));
        cache.entries()
                .outdate(outdated, writer + 1, cache.timeToLive(Kind.LISTING).plus(LONGEST_TRANSACTION));
        cache.entries()
                .outdate(
                        List.of(timeline.fullKey(transactions.schema(), Lookup.ANY_CHANGE)),
                        writer + 1,
                        cache.timeToLive(Kind.SEARCH).plus(LONGEST_TRANSACTION));
    }
}
