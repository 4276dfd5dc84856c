package dev.souk.core.alert;

import dev.souk.model.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pairs of alert and listing, sorted and each once, by column, for a statement that unnests them. */
record MatchColumns(
        Field<Long[]> alertIds, Field<Long[]> listingIds, Field<BigDecimal[]> amounts, Field<String[]> currencies) {

    /** These pairs, and of each the price, null where it is not among the prices. */
    static MatchColumns of(Collection<NewMatch> matches, Map<NewMatch, Money> prices) {
        List<NewMatch> pairs = List.copyOf(new TreeSet<>(matches));
        return new MatchColumns(
                DSL.val(pairs.stream().map(NewMatch::alertId).toArray(Long[]::new)),
                DSL.val(pairs.stream().map(NewMatch::listingId).toArray(Long[]::new)),
                DSL.val(column(pairs, prices, Money::amount).toArray(BigDecimal[]::new)),
                DSL.val(column(pairs, prices, Money::currency).toArray(String[]::new)));
    }

    private static <T> Stream<@Nullable T> column(
            List<NewMatch> pairs, Map<NewMatch, Money> prices, Function<Money, T> part) {
        return pairs.stream()
                .map(pair -> Optional.ofNullable(prices.get(pair)).map(part).orElse(null));
    }
}
