package dev.souk.model;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What currencies are worth in one another. An application may give it, so that a demand in one currency reaches prices in
 * others; without it such prices are unknown. Must not change while it is asked: give another one instead. A pipeline asks
 * it for every currency of an alert, from several threads, each second and while it holds changes: it answers from memory,
 * and throws nothing.
 *
 * <pre>{@code
 * ExchangeRates rates = currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.08")) : Map.of();
 * }</pre>
 */
public interface ExchangeRates {

    /** None: prices compare within their currency alone. */
    ExchangeRates NONE = currency -> Map.of();

    /**
     * How much of each other currency one unit of this one is worth, by ISO 4217 code, above 0. Currencies that are not
     * there are not reached, nor those of which that is no rate or no code; nothing if the currency is not known.
     */
    Map<String, BigDecimal> of(String currency);
}
