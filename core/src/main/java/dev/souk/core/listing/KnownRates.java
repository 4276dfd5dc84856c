package dev.souk.core.listing;

import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.text.QueryPrice;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rates as they were when they were asked, as a value: two queries with the same are the same.
 *
 * @param known by the currency that is asked, then by the other; without currencies of which nothing is known
 */
record KnownRates(SortedMap<String, SortedMap<String, BigDecimal>> known) implements ExchangeRates {

    KnownRates {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    /** As far as these demands on prices have need of them. */
    static KnownRates of(ExchangeRates rates, AlertCriteria criteria, TextQuery text) {
        NavigableSet<String> currencies = new TreeSet<>();
        if (criteria.price() != null) {
            currencies.add(criteria.price().currency());
        }
        if (criteria.priceDrop() != null && criteria.priceDrop().target() != null) {
            Money target = criteria.priceDrop().target();
            currencies.add(target.currency());
        }
        text.prices().stream()
                .map(QueryPrice::currency)
                .filter(Objects::nonNull)
                .forEach(currencies::add);
        SortedMap<String, SortedMap<String, BigDecimal>> known = new TreeMap<>();
        for (String currency : currencies) {
            Map<String, BigDecimal> others = rates.of(currency);
            if (!others.isEmpty()) {
                known.put(currency, Collections.unmodifiableSortedMap(new TreeMap<>(others)));
            }
        }
        return new KnownRates(known);
    }

    @Override
    public Map<String, BigDecimal> of(String currency) {
        return known.getOrDefault(currency, Collections.emptySortedMap());
    }
}
