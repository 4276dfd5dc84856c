package dev.souk.alerts;

import dev.souk.model.ExchangeRates;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rates as they were when each currency was first asked for, so that all alerts are read by the same. Thread-safe. */
final class RatesInUse implements ExchangeRates {

    private final ExchangeRates given;
    private final Map<String, Map<String, BigDecimal>> asked = new ConcurrentHashMap<>();

    RatesInUse(ExchangeRates given) {
        this.given = given;
    }

    @Override
    public Map<String, BigDecimal> of(String currency) {
        return asked.computeIfAbsent(currency, code -> Map.copyOf(given.of(code)));
    }

    /** Whether the others say the same of all currencies that were asked for here. */
    boolean agreeWith(RatesInUse others) {
        return asked.keySet().stream().allMatch(currency -> agreeWith(others, currency));
    }

    /** Whether the others say the same of a currency that was asked for here. */
    boolean agreeWith(RatesInUse others, String currency) {
        return others.of(currency).equals(asked.get(currency));
    }
}
