package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.LISTINGS;

import dev.souk.core.cache.CachedPage;
import dev.souk.core.cache.CachedReads;
import dev.souk.core.cache.ListingCache;
import dev.souk.core.paging.NewestFirst;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.Counting;
import dev.souk.model.ExchangeRates;
import dev.souk.model.PageResult;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.StorableTime;
import dev.souk.model.Total;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.StoredListing;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The listings in the database. Thread-safe; every call is one transaction, or joins the one that its {@link
 * Transactions} hold open.
 *
 * <p>An adopted database may hold rows that the model refuses. What a listing can do without is then left out or cut (a
 * price in no currency, an image without an address); a row without a readable key, title or URL is passed over by the
 * methods here (a page is then shorter, its total still counts the row), and is stored anew when it is scraped again.
 */
public final class ListingRepository {

    /** Listings in one statement: more gain little (measured), fewer cost round trips. */
    private static final int CHUNK = 1_000;

    private static final String LOCK = """
            select listing.id from unnest(?, ?) with ordinality as given (external_id, source, ordinal)
            join {schema}.listings as listing using (external_id, source)
            order by given.ordinal for no key update of listing""";

    private final Transactions transactions;
    private final ListingSearch search;

    @Nullable
    private final ListingCache cache;

    private final CachedReads reads;

    /** Over these transactions, every read from the database. */
    public ListingRepository(Transactions transactions) {
        this(transactions, null);
    }

    /** Over these transactions, reads by way of a cache. */
    public ListingRepository(Transactions transactions, @Nullable ListingCache cache) {
        this.transactions = transactions;
        this.cache = cache;
        reads = new CachedReads(transactions, cache);
        search = new ListingSearch(transactions, reads);
    }

    /**
     * Stores listings, new or seen before, all in one transaction, and puts what happened to each into the queue that
     * {@link ListingChanges} reads. Of several with the same key the last is taken.
     *
     * <p>A page need not say everything: a field that is null or empty is not said, and what is stored of it stays. So
     * a search page does not take away what the page of the listing told. Photos are replaced by a page that has a
     * description or more photos than are stored. An attribute that is no longer shown is kept. A status that is {@link
     * ListingStatus#UNKNOWN} is not said either; a listing that is new is stored as {@link ListingStatus#AVAILABLE} then.
     *
     * <p>A listing that says nothing new costs no write but the time of its last sighting. A listing that the database
     * refuses is {@link UpsertOutcome.Rejected} and the others are stored.
     *
     * <p>Any number of instances may do this at once, with the same keys: rows are written in the order of keys, so
     * they do not deadlock, and each learns what the other left. Two calls in one transaction are two orders: they can
     * deadlock with another instance, so hand in together what is to be stored together.
     *
     * @throws dev.souk.core.transaction.StorageException if the database cannot be reached or gives up; then nothing is
     *     stored
     */
    public UpsertResult upsertAll(Collection<Listing> listings) {
        return store(listings, true);
    }

    /**
     * As {@link #upsertAll}, but tells nobody: for what was seen before and is only read better now, as of archived
     * pages. What it changes is not put into the queue; what others have put there stays. What is stored already was not
     * seen by that: its last sighting stays. Prices that it changes stand in the price history as of now, so hand in only
     * what is newest of each listing.
     */
    public UpsertResult restateAll(Collection<Listing> listings) {
        return store(listings, false);
    }

    private UpsertResult store(Collection<Listing> listings, boolean queued) {
        Map<ListingKey, Listing> sorted = new TreeMap<>();
        listings.forEach(listing -> sorted.put(listing.key(), listing));
        if (sorted.isEmpty()) {
            return new UpsertResult(List.of());
        }
        Hashes hashes = new Hashes();
        List<GivenListing> given = new ArrayList<>();
        List<UpsertOutcome> refused = new ArrayList<>();
        for (Listing listing : sorted.values()) {
            if (listing.listedAt() == null || StorableTime.isStorable(listing.listedAt())) {
                given.add(GivenListing.of(listing, hashes));
            } else {
                String reason = "listed at must be in the years 1 to 9999: " + listing.listedAt();
                refused.add(new UpsertOutcome.Rejected(
                        listing.key(), "listedAt", RefusedField.valueOf(listing, "listedAt"), reason));
            }
        }
        return transactions.call(dsl -> {
            List<UpsertOutcome> outcomes = new ArrayList<>(refused);
            ListingWrites writes = new ListingWrites();
            for (int start = 0; start < given.size(); start += CHUNK) {
                List<GivenListing> chunk = given.subList(start, Math.min(start + CHUNK, given.size()));
                outcomes.addAll(new ChunkUpsert(dsl, writes, queued).run(chunk));
            }
            reads.written(dsl, writes.changed(), writes.added());
            outcomes.sort(Comparator.comparing(UpsertOutcome::key));
            return new UpsertResult(outcomes);
        });
    }

    /**
     * Makes the terms that a search finds stored listings by anew, from what is stored of their texts. Needed once after
     * an upgrade whose notes say that words are read in another way, when no instance writes by the old one any more.
     * Writes only what differs, in transactions of some hundred listings, tells nobody, may run beside everything else
     * and be begun again.
     *
     * @return how many listings had other terms
     */
    public long renewWords() {
        long renewed = 0;
        Optional<WordsAnew> done = wordsAnew(0);
        while (done.isPresent()) {
            renewed += done.get().renewed();
            done = wordsAnew(done.get().last());
        }
        return renewed;
    }

    private Optional<WordsAnew> wordsAnew(long after) {
        return transactions.call(dsl -> {
            WordsAnew words = new WordsAnew(dsl);
            if (!words.after(after)) {
                return Optional.empty();
            }
            reads.written(dsl, words.changed(), List.of());
            return Optional.of(words);
        });
    }

    /** Those of the keys that are stored, whatever their status. */
    public Set<ListingKey> known(Collection<ListingKey> keys) {
        return known(keys, DSL.noCondition());
    }

    /** Those of the keys that are stored without a price, whatever their status. */
    public Set<ListingKey> knownWithoutPrice(Collection<ListingKey> keys) {
        return known(keys, LISTINGS.PRICE.isNull());
    }

    private Set<ListingKey> known(Collection<ListingKey> keys, Condition only) {
        return keys.isEmpty() ? Set.of() : transactions.call(dsl -> KnownKeys.among(dsl, keys, only));
    }

    /**
     * Marks listings as {@link ListingStatus#REMOVED} of which a marketplace no longer shows the page. What else is
     * known of them stays. It is the last that was heard of them, so {@link ListingSightings#lastSeen(long)} tells when.
     * Ids that are not stored, and texts that can be none, are passed over.
     */
    public UpsertResult markRemoved(SourceId source, Collection<String> externalIds) {
        List<ListingKey> keys = externalIds.stream()
                .filter(ListingKey::isExternalId)
                .map(externalId -> new ListingKey(source, externalId))
                .distinct()
                .sorted()
                .toList();
        if (keys.isEmpty()) {
            return new UpsertResult(List.of());
        }
        return transactions.together(joined -> {
            List<Listing> removed = joined.call(dsl -> locked(dsl, keys)).stream()
                    .flatMap(row -> Optional.ofNullable(row.said()).stream())
                    .map(listing ->
                            listing.toBuilder().status(ListingStatus.REMOVED).build())
                    .toList();
            return new ListingRepository(joined, cache).upsertAll(removed);
        });
    }

    /**
     * Deletes listings that are sold or removed, with all that hangs on them. One that a user put aside stays, and so
     * does one with a change that is still to be matched. {@link dev.souk.core.retention.Purge} is the way in.
     *
     * @param unseen since anybody saw them
     * @param batch at least 1
     * @return how many
     */
    public int deleteClosed(Duration unseen, int batch) {
        return transactions.call(dsl -> {
            List<List<String>> deleted = ClosedListings.delete(dsl, unseen, batch);
            reads.written(dsl, deleted.stream().flatMap(List::stream).toList(), List.of());
            return deleted.size();
        });
    }

    /** Locks rows in the order of keys, as every writer does, so that what is read of them holds. */
    static List<StoredRow> locked(DSLContext dsl, List<ListingKey> keys) {
        List<Long> ids = new ArrayList<>();
        ColumnStatement.of(dsl, LOCK, keys)
                .texts(ListingKey::externalId)
                .texts(key -> key.source().value())
                .forEach(row -> ids.add(row.getLong(1)));
        return ListingReader.selectByIds(dsl, ids).fetch(ListingReader::read);
    }

    /** The listing of that number; empty if there is none. */
    public Optional<StoredListing> byId(long id) {
        return Optional.ofNullable(byIds(List.of(id)).get(id));
    }

    /** The listings of those numbers that are there, by number, ascending. */
    public Map<Long, StoredListing> byIds(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(CacheKeys.of(id), id));
        Map<Long, StoredListing> found = new TreeMap<>();
        reads.listings(List.copyOf(numbers.keySet()), (dsl, keys) -> {
                    List<Long> missing =
                            keys.stream().map(numbers::get).sorted().toList();
                    return pages(ListingReader.selectByIds(dsl, missing), row -> CacheKeys.of(row.id()));
                })
                .values()
                .forEach(page -> page.listings().forEach(listing -> found.put(listing.id(), listing)));
        return found;
    }

    /** The listing that a marketplace knows by that id; empty if it is not stored. */
    public Optional<StoredListing> byExternalId(SourceId source, String externalId) {
        if (!StorableText.isStorable(externalId)) {
            return Optional.empty();
        }
        String key = CacheKeys.of(source, externalId);
        return reads
                .listings(List.of(key), (dsl, keys) -> {
                    var select = ListingReader.select(dsl)
                            .where(LISTING.EXTERNAL_ID.eq(externalId), LISTING.SOURCE.eq(source.value()));
                    return pages(select, row -> key);
                })
                .values()
                .stream()
                .flatMap(page -> page.listings().stream())
                .findFirst();
    }

    private static Map<String, CachedPage> pages(ResultQuery<Record> select, Function<StoredRow, String> key) {
        Map<String, CachedPage> pages = new HashMap<>();
        select.fetch(ListingReader::read)
                .forEach(row -> row.listing().ifPresent(listing -> pages.put(key.apply(row), CachedPage.of(listing))));
        return pages;
    }

    /** One page of what a query finds, with the exact number of all. See the method with {@link Counting}. */
    public PageResult<StoredListing> search(ListingQuery query, int page, int size) {
        return search(query, page, size, Counting.EXACT);
    }

    /**
     * One page of what a query finds, and the number of all. Takes at most two statements.
     *
     * @param page from 0
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @param counting how exactly all are counted: an exact count reads every listing found
     */
    public PageResult<StoredListing> search(ListingQuery query, int page, int size, Counting counting) {
        return search.page(query, page, size, counting);
    }

    /**
     * How many listings a query finds, as exactly as is asked. One statement; never kept in a cache.
     *
     * @param counting an exact count reads every listing found, an estimate none
     */
    public Total count(ListingQuery query, Counting counting) {
        return search.count(query, counting);
    }

    /**
     * A stretch of what a query finds, in its order. A listing that is stored meanwhile moves nothing; one statement at
     * any depth, and one more where a list by price comes to the listings that have none. What asks for a category or
     * orders by price, and for nothing but category, price and first sight, takes two: each listing is shown as the second
     * finds it, and if its category or price is another by then, or it is gone, all are read anew by a third.
     *
     * @param cursor from the slice before; null to begin
     * @param size 1 to {@value NewestFirst#MAX_SIZE}
     * @throws dev.souk.core.paging.InvalidCursorException if the cursor was changed, or belongs to another query or order;
     *     {@link ListingQuery#rates} and {@link ListingQuery#askedAt} may be others for each slice
     */
    public Slice<StoredListing> slice(ListingQuery query, @Nullable String cursor, int size) {
        return search.slice(query, cursor, size);
    }

    /** The first slice of {@link #slice(ListingQuery, String, int)}. */
    public Slice<StoredListing> slice(ListingQuery query, int size) {
        return slice(query, null, size);
    }

    /**
     * The ids of the first listings that a query finds, in its order, one statement: for {@link #byIds}, where all of them
     * with photos and attributes are more than is wanted in memory at once.
     *
     * @param limit 1 to {@value NewestFirst#MAX_SIZE}
     */
    public List<Long> ids(ListingQuery query, int limit) {
        return search.ids(query, limit);
    }

    /**
     * The places of the newest listings that a query finds, whatever its order is, to go on with over many transactions.
     *
     * @param after those that come after it; null to begin
     * @param limit 1 to {@value NewestFirst#MAX_SIZE}
     */
    public List<ListingPlace> places(ListingQuery query, @Nullable ListingPlace after, int limit) {
        return search.places(query.sortedBy(ListingSort.NEWEST), after, limit);
    }

    /**
     * How many of the listings that a query finds were first seen on each of the last days, by the database's clock. They
     * are asked as they are now.
     *
     * @param days 1 to 366, today included
     * @param zone by which days begin
     * @return every one of the days, ascending
     */
    public SortedMap<LocalDate, Long> countsPerDay(ListingQuery query, int days, ZoneId zone) {
        return search.countsPerDay(query, days, zone);
    }

    /**
     * How often an alert would have told its user on each of the last days, before it is saved. As above, whatever became
     * of the listings since, and each asked as of when it was first seen: {@link
     * dev.souk.model.alert.AlertCriteria#listedWithin} counts back from there. A price drop counts on the day on which
     * the listing was first seen.
     */
    public SortedMap<LocalDate, Long> countsPerDay(AlertDraft draft, int days, ZoneId zone) {
        return countsPerDay(draft, ExchangeRates.NONE, days, zone);
    }

    /** As above where alerts are matched by exchange rates: its demands on prices reach other currencies by these. */
    public SortedMap<LocalDate, Long> countsPerDay(AlertDraft draft, ExchangeRates rates, int days, ZoneId zone) {
        ListingQuery query = ListingQuery.of(draft)
                .withStatuses(EnumSet.allOf(ListingStatus.class))
                .withRates(rates);
        return search.countsPerDayAtFirstSight(query, days, zone);
    }
}
