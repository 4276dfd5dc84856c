package dev.souk.benchmarks.search;

import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.listing.ListingSort;
import dev.souk.model.Counting;
import dev.souk.model.listing.StoredListing;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One kind of search, in both ways.
 *
 * @param name the column of the table
 * @param original null where the original has nothing of the kind
 * @param same whether both have to find the same
 */
record SearchWork(
        String name,
        @Nullable BiFunction<OriginalSearch, Question, List<Long>> original,
        BiFunction<ListingRepository, Question, List<Long>> souk,
        boolean same) {

    /** The total alone, as the original counts it. */
    static final SearchWork EXACT_TOTAL = total("exact total", Counting.EXACT);

    private static final int SIZE = 20;
    private static final int STEP = 1_000;

    /** Everything that is measured, but the depth and the exact total. */
    static final List<SearchWork> ALL = List.of(
            new SearchWork(
                    "category + price, first page",
                    (original, asked) -> original.categoryAndPrice(asked, 0),
                    (souk, asked) -> slice(souk, inCategoryAndPrice(asked), null),
                    true),
            new SearchWork(
                    "two words",
                    OriginalSearch::words,
                    (souk, asked) -> slice(souk, twoWords(asked).build(), null),
                    false),
            new SearchWork(
                    "phrase and an excluded word",
                    OriginalSearch::phrase,
                    (souk, asked) -> slice(
                            souk,
                            ListingQuery.builder()
                                    .text('"' + asked.phrase() + "\" -" + asked.excluded())
                                    .build(),
                            null),
                    false),
            new SearchWork(
                    "category + 10 km",
                    OriginalSearch::categoryAndPlace,
                    (souk, asked) -> slice(souk, within10Km(asked).build(), null),
                    false),
            new SearchWork(
                    "category + price + place + word",
                    OriginalSearch::combined,
                    (souk, asked) -> slice(
                            souk,
                            asked.inCategory()
                                    .price(asked.price())
                                    .location(asked.city())
                                    .text(asked.word())
                                    .build(),
                            null),
                    false),
            total("total up to 1,000+", Counting.upTo(1_000)),
            total("estimated total", Counting.ESTIMATED));

    /** Other orders than newest first. */
    static final List<SearchWork> SORTED = List.of(
            new SearchWork(
                    "category + price, cheapest first",
                    OriginalSearch::cheapest,
                    (souk, asked) -> slice(
                            souk,
                            asked.inCategory()
                                    .price(asked.price())
                                    .sort(ListingSort.PRICE_ASCENDING)
                                    .build(),
                            null),
                    false),
            new SearchWork(
                    "category, dearest first",
                    null,
                    (souk, asked) -> slice(
                            souk,
                            asked.inCategory()
                                    .sort(ListingSort.PRICE_DESCENDING)
                                    .build(),
                            null),
                    false),
            new SearchWork(
                    "two words, cheapest first",
                    null,
                    (souk, asked) -> slice(
                            souk,
                            twoWords(asked).sort(ListingSort.PRICE_ASCENDING).build(),
                            null),
                    false),
            new SearchWork(
                    "two words, by relevance",
                    null,
                    (souk, asked) -> slice(
                            souk, twoWords(asked).sort(ListingSort.RELEVANCE).build(), null),
                    false),
            new SearchWork(
                    "category + 10 km, nearest first",
                    null,
                    (souk, asked) -> slice(
                            souk, within10Km(asked).sort(ListingSort.DISTANCE).build(), null),
                    false));

    /** Category and price, newest first, after that many listings. */
    static SearchWork atDepth(int depth, @Nullable String cursor) {
        return new SearchWork(
                "category + price, after %,d".formatted(depth),
                (original, asked) -> original.categoryAndPrice(asked, depth),
                (souk, asked) -> slice(souk, inCategoryAndPrice(asked), cursor),
                true);
    }

    /** Where slices come to after that many listings; null at the beginning. */
    @Nullable
    static String cursorAt(int depth, ListingRepository souk, Question asked) {
        @Nullable String cursor = null;
        for (int left = depth; left > 0; left -= STEP) {
            cursor = souk.slice(inCategoryAndPrice(asked), cursor, Math.min(left, STEP))
                    .next()
                    .orElseThrow(() -> new IllegalStateException("the category ends before " + depth));
        }
        return cursor;
    }

    static ListingQuery inCategoryAndPrice(Question asked) {
        return asked.inCategory().price(asked.price()).build();
    }

    private static ListingQuery.Builder twoWords(Question asked) {
        return ListingQuery.builder().text(String.join(" ", asked.two()));
    }

    private static ListingQuery.Builder within10Km(Question asked) {
        return asked.inCategory().near(asked.point(), 10);
    }

    private static SearchWork total(String name, Counting counting) {
        return new SearchWork(
                name,
                (original, asked) -> List.of(original.countOfCategoryAndPrice(asked)),
                (souk, asked) ->
                        List.of(souk.count(inCategoryAndPrice(asked), counting).count()),
                counting == Counting.EXACT);
    }

    private static List<Long> slice(ListingRepository souk, ListingQuery query, @Nullable String cursor) {
        return ids(souk.slice(query, cursor, SIZE).items());
    }

    private static List<Long> ids(List<StoredListing> listings) {
        return listings.stream().map(StoredListing::id).toList();
    }
}
