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
        return asked.entrySet().stream()
                .allMatch(entry -> others.of(entry.getKey()).equals(entry.getValue()));
    }
}
