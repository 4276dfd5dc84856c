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

    /** Everything that is measured of every question, but the rows alone and the exact total. */
    static final List<SearchWork> ALL = List.of(
            new SearchWork(
                    "category + price, first page",
                    (original, asked) -> original.categoryAndPrice(asked, 0),
                    (souk, asked) -> slice(souk, inCategoryAndPrice(asked), null),
                    true),
            new SearchWork(
                    "category + price, first page, numbers alone",
                    null,
                    (souk, asked) -> souk.ids(inCategoryAndPrice(asked), SIZE),
                    false),
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

    /** The first page of category and price: its rows alone, in both schemas. */
    static SearchWork firstRows(SoukRows rows) {
        return new SearchWork(
                "category + price, first page, rows alone",
                (original, asked) -> original.rowsOfCategoryAndPrice(asked, 0),
                (souk, asked) -> rows.ofCategoryAndPrice(asked, null),
                true);
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

    static List<Long> slice(ListingRepository souk, ListingQuery query, @Nullable String cursor) {
        return ids(souk.slice(query, cursor, SIZE).items());
    }

    private static List<Long> ids(List<StoredListing> listings) {
        return listings.stream().map(StoredListing::id).toList();
    }
}
