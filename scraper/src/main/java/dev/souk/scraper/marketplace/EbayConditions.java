package dev.souk.scraper.marketplace;

import dev.souk.model.listing.Condition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers that eBay has for conditions, in its addresses and its API. */
final class EbayConditions {

    private static final Map<Condition, List<Integer>> CODES = new EnumMap<>(Map.of(
            // 1500 is "new other", "new without tags" and "open box", which are read as new or like new.
            Condition.NEW, List.of(1000, 1500, 1750),
            Condition.LIKE_NEW, List.of(1500, 2750),
            Condition.GOOD, List.of(3000, 4000, 5000),
            Condition.FAIR, List.of(3000, 6000),
            Condition.USED, List.of(1500, 2750, 3000, 4000, 5000, 6000),
            Condition.REFURBISHED, List.of(2000, 2010, 2020, 2030, 2500),
            Condition.FOR_PARTS, List.of(7000)));

    private EbayConditions() {}

    /** The numbers with a bar between; null for no condition. */
    static @Nullable String codes(Set<Condition> conditions) {
        return conditions.isEmpty()
                ? null
                : conditions.stream()
                        .flatMap(condition -> CODES.getOrDefault(condition, List.of()).stream())
                        .distinct()
                        .map(String::valueOf)
                        .collect(Collectors.joining("|"));
    }
}
