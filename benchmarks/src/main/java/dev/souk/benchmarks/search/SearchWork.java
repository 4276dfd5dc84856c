package dev.souk.benchmarks.search;

import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.model.Counting;
import dev.souk.model.listing.StoredListing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One kind of search, in both ways.
 *
 * @param name the column of the table
 * @param same whether both have to find the same
 */
record SearchWork(
        String name,
        BiFunction<OriginalSearch, Question, List<Long>> original,
        BiFunction<ListingRepository, Question, List<Long>> souk,
        boolean same) {

    private static final int SIZE = 20;
    private static final int STEP = 1_000;

    /** Everything that is measured, but the depth. */
    static final List<SearchWork> ALL = List.of(
            new SearchWork(
                    "category + price, first page",
                    (original, asked) -> original.categoryAndPrice(asked, 0),
                    (souk, asked) -> slice(souk, inCategoryAndPrice(asked), null),
                    true),
            new SearchWork(
                    "two words",
                    OriginalSearch::words,
                    (souk, asked) -> slice(
                            souk,
                            ListingQuery.builder()
                                    .text(String.join(" ", asked.two()))
                                    .build(),
                            null),
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
                    (souk, asked) -> slice(
                            souk, asked.inCategory().near(asked.point(), 10).build(), null),
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
            total("page and exact total", Counting.EXACT, true),
            total("page and total up to 1,000+", Counting.upTo(1_000), false),
            total("page and estimated total", Counting.ESTIMATED, false));

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

    /** The original's is a page and a count; the last of the numbers is the total. */
    private static SearchWork total(String name, Counting counting, boolean same) {
        return new SearchWork(
                name,
                (original, asked) -> {
                    List<Long> page = original.categoryAndPrice(asked, 0);
                    page.add(original.countOfCategoryAndPrice(asked));
                    return page;
                },
                (souk, asked) -> {
                    var page = souk.search(inCategoryAndPrice(asked), 0, SIZE, counting);
                    List<Long> numbers = new ArrayList<>(ids(page.items()));
                    numbers.add(page.total().count());
                    return numbers;
                },
                same);
    }

    private static List<Long> slice(ListingRepository souk, ListingQuery query, @Nullable String cursor) {
        return ids(souk.slice(query, cursor, SIZE).items());
    }

    private static List<Long> ids(List<StoredListing> listings) {
        return listings.stream().map(StoredListing::id).toList();
    }
}
