package dev.souk.benchmarks.search;

import dev.souk.core.listing.ListingRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;

/**
 * Pages of the broadest questions after so many listings.
 *
 * @param name of what is asked for
 * @param depth after how many
 * @param places of each question
 */
record DeepPages(String name, int depth, Map<Question, DeepPlace> places) {

    private static final String AS_ASKED = "category + price";
    private static final List<Integer> DEPTHS = List.of(1_000, 10_000, 100_000);
    private static final int PAGE = 20;

    /** Questions of each depth, as far as so many reach it. */
    private static final int QUESTIONS = 5;

    /** By their size, those categories that are asked for together where no question of one is broad enough. */
    private static final List<List<Integer>> TOGETHER =
            List.of(List.of(0, 1, 2), List.of(0, 1, 3), List.of(0, 1, 4), List.of(0, 2, 3), List.of(0, 2, 4));

    /**
     * Of a category and a range of prices as they are asked, or if none finds so many, of all that has a price in three
     * large categories; depths that these do not reach either are left out. Of few listings a page near the end.
     */
    static List<DeepPages> of(List<Question> asked, int deepest, OriginalSearch original, ListingRepository souk) {
        Map<Question, Long> narrow = broadestFirst(asked, original);
        Map<Question, Long> broad = broadestFirst(broadened(asked, original), original);
        List<DeepPages> pages = new ArrayList<>();
        for (int depth : DEPTHS) {
            List<Question> reaching = reaching(depth, narrow);
            boolean isNarrow = !reaching.isEmpty();
            if (!isNarrow) {
                reaching = reaching(depth, broad);
            }
            if (depth <= deepest && !reaching.isEmpty()) {
                pages.add(of(isNarrow ? AS_ASKED : "three categories + price", depth, reaching, souk));
            }
        }
        Entry<Question, Long> broadest = narrow.entrySet().iterator().next();
        if (pages.isEmpty() && broadest.getValue() > 1) {
            int depth = (int) Math.min(deepest, broadest.getValue() - 1);
            pages.add(of(AS_ASKED, depth, List.of(broadest.getKey()), souk));
        }
        return pages;
    }

    private static DeepPages of(String name, int depth, List<Question> questions, ListingRepository souk) {
        Map<Question, DeepPlace> places = new LinkedHashMap<>();
        questions.forEach(question ->
                places.put(question, DeepPlace.after(depth, SearchWork.inCategoryAndPrice(question), souk)));
        return new DeepPages(name, depth, places);
    }

    private static List<Question> reaching(int depth, Map<Question, Long> counts) {
        return counts.entrySet().stream()
                .filter(question -> question.getValue() >= depth + PAGE)
                .limit(QUESTIONS)
                .map(Entry::getKey)
                .toList();
    }

    /** All that has a price in three of the five largest categories. */
    private static List<Question> broadened(List<Question> asked, OriginalSearch original) {
        Question any = asked.get(0);
        List<String> largest = broadestFirst(
                        asked.stream()
                                .map(question -> any.broadened(question.categories()))
                                .toList(),
                        original)
                .keySet()
                .stream()
                .flatMap(question -> question.categories().stream())
                .toList();
        return TOGETHER.stream()
                .filter(places -> places.get(places.size() - 1) < largest.size())
                .map(places -> any.broadened(places.stream().map(largest::get).toList()))
                .toList();
    }

    private static Map<Question, Long> broadestFirst(List<Question> questions, OriginalSearch original) {
        Map<Question, Long> counts = new LinkedHashMap<>();
        questions.stream()
                .distinct()
                .map(question -> Map.entry(question, original.countOfCategoryAndPrice(question)))
                .sorted(Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(question -> counts.put(question.getKey(), question.getValue()));
        return counts;
    }

    /** So many questions, and those that the original is asked (one of {@code step}) not always the same. */
    List<Question> asked(int count, int step) {
        List<Question> all = List.copyOf(places.keySet());
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(all.get((i / step + i % step) % all.size()));
        }
        return asked;
    }

    /** The pages whole, as in {@link SearchWork#ALL}. */
    SearchWork whole() {
        return new SearchWork(
                String.format(Locale.ROOT, "%s, after %,d", name, depth),
                (original, asked) -> original.categoryAndPrice(asked, depth),
                (souk, asked) -> SearchWork.slice(
                        souk, SearchWork.inCategoryAndPrice(asked), place(asked).cursor()),
                true);
    }

    /** Their rows alone, in both schemas. */
    SearchWork rows(SoukRows rows) {
        return new SearchWork(
                String.format(Locale.ROOT, "%s, after %,d, rows alone", name, depth),
                (original, asked) -> original.rowsOfCategoryAndPrice(asked, depth),
                (souk, asked) -> rows.ofCategoryAndPrice(asked, place(asked)),
                true);
    }

    private DeepPlace place(Question asked) {
        return Objects.requireNonNull(places.get(asked), "a question that reaches the depth");
    }
}
