package dev.souk.core.cache;

import dev.souk.core.cache.Entries.Entry;
import dev.souk.core.cache.ListingCache.Kind;
import dev.souk.core.transaction.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One read: what is kept of it, and what the database has to tell. Not thread-safe. */
final class Lookup {

    /** Under this key every host notes that some listing has changed, for the searches of the others. */
    static final String ANY_CHANGE = "any-change";

    private final ListingCache cache;
    private final Kind kind;
    private final Transactions transactions;
    private final Map<String, CachedPage> pages = new HashMap<>();

    /** The least horizon under which other hosts say that a search must have been made. */
    private long neededByOthers;

    Lookup(ListingCache cache, Kind kind, Transactions transactions) {
        this.cache = cache;
        this.kind = kind;
        this.transactions = transactions;
    }

    Map<String, CachedPage> read(List<String> keys, CachedReads.Load load) {
        @Nullable Timeline timeline = cache.timeline();
        List<String> missing = timeline == null ? keys : findKept(timeline, keys);
        Tally tally = cache.tally(kind);
        tally.hits.add(keys.size() - missing.size());
        tally.misses.add(missing.size());
        if (!missing.isEmpty()) {
            load(missing, load);
        }
        return pages;
    }

    /** Takes what may be served, and tells what may not. */
    private List<String> findKept(Timeline timeline, List<String> keys) {
        List<String> fullKeys = new ArrayList<>(keys.size() + 1);
        keys.forEach(key -> fullKeys.add(fullKey(timeline, key)));
        String anyChange = fullKey(timeline, ANY_CHANGE);
        if (kind == Kind.SEARCH) {
            fullKeys.add(anyChange);
        }
        Map<String, Entry> kept = cache.entries().get(fullKeys);
        @Nullable Entry change = kept.get(anyChange);
        if (change != null) {
            neededByOthers = change.version();
        }
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            @Nullable CachedPage page = servable(timeline, keys.get(i), kept.get(fullKeys.get(i)));
            if (page == null) {
                missing.add(keys.get(i));
            } else {
                pages.put(keys.get(i), page);
            }
        }
        return missing;
    }

    @Nullable
    private CachedPage servable(Timeline timeline, String key, @Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        long least = Math.max(needed(timeline, key), kind == Kind.SEARCH ? neededByOthers : 0);
        if (entry.page() != null && entry.version() >= least) {
            return entry.page();
        }
        cache.tally(kind).outdated.increment();
        return null;
    }

    private long needed(Timeline timeline, String key) {
        return kind == Kind.LISTING ? timeline.neededFor(key) : timeline.neededForSearch();
    }

    /*
     * Where the database stands is asked with every read that is to be kept, though a horizon that was reached once is
     * reached for ever: the server that answers this time may be a copy that lags behind, or one that has taken over.
     */
    private void load(List<String> missing, CachedReads.Load load) {
        Loaded loaded = transactions.call(dsl -> new Loaded(Moment.ofReader(dsl), load.apply(dsl, missing)));
        pages.putAll(loaded.pages());
        Moment moment = loaded.moment();
        @Nullable Timeline timeline = moment.seesOnlyWhatIsCommitted() ? cache.timeline(moment) : null;
        if (timeline != null) {
            keep(timeline, moment.horizon(), loaded.pages());
        }
    }

    private void keep(Timeline timeline, long horizon, Map<String, CachedPage> loaded) {
        loaded.forEach((key, page) -> {
            if (horizon >= needed(timeline, key)) {
                cache.entries().put(fullKey(timeline, key), new Entry(horizon, page), cache.timeToLive(kind));
                cache.tally(kind).puts.increment();
            }
        });
    }

    private String fullKey(Timeline timeline, String key) {
        return timeline.fullKey(transactions.schema(), key);
    }

    private record Loaded(Moment moment, Map<String, CachedPage> pages) {}
}
