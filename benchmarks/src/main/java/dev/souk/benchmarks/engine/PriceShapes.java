package dev.souk.benchmarks.engine;

import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.PriceKind;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prices: thin ranges, of which few listings are in one, those that people ask for, other currencies, and falls. */
final class PriceShapes {

    private static final Map<String, BigDecimal> IN_EUROS = Map.of(
            "EUR", BigDecimal.ONE,
            "USD", new BigDecimal("0.9"),
            "GBP", new BigDecimal("1.15"),
            "PLN", new BigDecimal("0.23"));

    static final List<Shape> ALL = List.of(
            Shape.of("price alone", alert -> alert.criteria.price(alert.thinPrice())),
            Shape.of("usual price alone", alert -> alert.criteria.price(alert.usualPrice())),
            Shape.of("max price alone", alert -> alert.criteria.maxPrice(alert.usualMaximum())),
            Shape.of("min price alone", alert -> alert.criteria.price(PriceRange.atLeast(alert.usualMaximum()))),
            Shape.of(
                    "category and price",
                    alert -> alert.criteria.category(alert.category).price(alert.thinPrice())),
            Shape.of(
                    "category and usual price",
                    alert -> alert.criteria.category(alert.category).price(alert.usualPrice())),
            Shape.of(
                    "category and max price",
                    alert -> alert.criteria.category(alert.category).maxPrice(alert.usualMaximum())),
            Shape.of(
                    "word and max price",
                    alert -> alert.criteria.allOf(alert.word()).maxPrice(alert.usualMaximum())),
            Shape.of("price by rates", alert -> alert.criteria.price(alert.thinPrice()))
                    .by(PriceShapes::rates),
            Shape.of("usual price by rates", alert -> alert.criteria.price(alert.usualPrice()))
                    .by(PriceShapes::rates),
            Shape.of(
                            "category and max price by rates",
                            alert -> alert.criteria.category(alert.category).maxPrice(alert.usualMaximum()))
                    .by(PriceShapes::rates),
            Shape.orUnknown(
                    "price or unknown",
                    alert -> alert.criteria.price(alert.thinPrice().orUnknown())),
            Shape.orUnknown(
                    "category and price or unknown",
                    alert -> alert.criteria
                            .category(alert.category)
                            .price(alert.thinPrice().orUnknown())),
            Shape.orUnknown(
                    "category and price to be fetched",
                    alert -> alert.criteria
                            .category(alert.category)
                            .price(alert.thinPrice().with(PriceRange.Unknown.FETCH))),
            Shape.of("amount of the query", alert -> alert.ask(amounts(alert.thinPrice()))),
            Shape.of(
                    "amount and currency of the query",
                    alert -> alert.ask(amounts(alert.thinPrice()) + alert.city.currency())),
            Shape.of("only meant prices alone", alert -> alert.criteria.withoutSuspiciousPrices()),
            Shape.of(
                    "only meant prices and price",
                    alert -> alert.criteria.withoutSuspiciousPrices().price(alert.thinPrice())),
            Shape.of("negotiable alone", alert -> alert.criteria.priceKind(PriceKind.NEGOTIABLE)),
            Shape.of(
                    "negotiable in subcategory",
                    alert -> alert.criteria.subcategory(alert.subcategory).priceKind(PriceKind.NEGOTIABLE)),
            Shape.of(
                    "price drop by amount",
                    alert -> alert.criteria.priceDrop(PriceDrop.of(money(1 + alert.random.nextInt(100_000), alert)))),
            Shape.of("price drop by percent", alert -> alert.criteria.priceDrop(95 + alert.random.nextInt(6))),
            Shape.of(
                    "price drop to target",
                    alert -> alert.criteria.priceDrop(
                            PriceDrop.to(new Money(alert.price(-2.5), alert.city.currency())))),
            Shape.of(
                    "price drop by percent in category",
                    alert -> alert.criteria.category(alert.category).priceDrop(5 + alert.random.nextInt(50))));

    private PriceShapes() {}

    private static Money money(int amount, AlertDraft alert) {
        return new Money(BigDecimal.valueOf(amount), alert.city.currency());
    }

    private static String amounts(PriceRange range) {
        return new QueryPrice(range.min(), range.max(), null).toString();
    }

    /** Every currency of the workload in every other: {@link ExchangeRates#of}. */
    private static Map<String, BigDecimal> rates(String currency) {
        BigDecimal own = IN_EUROS.getOrDefault(currency, BigDecimal.ONE);
        Map<String, BigDecimal> rates = new HashMap<>();
        IN_EUROS.forEach((other, euros) -> {
            if (!other.equals(currency)) {
                rates.put(other, own.divide(euros, MathContext.DECIMAL32));
            }
        });
        return rates;
    }
}
