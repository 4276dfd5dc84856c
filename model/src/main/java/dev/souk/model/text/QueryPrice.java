package dev.souk.model.text;

import dev.souk.model.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prices that a query asks for, both ends included: {@code price:100..500}, {@code price:..500eur}. A listing without a
 * price has none of them.
 *
 * @param min at least 0; null for no lower bound
 * @param max at least {@code min}; null for no upper bound
 * @param currency ISO 4217 alphabetic code; null for any, and then the bare amounts compare
 */
public record QueryPrice(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String currency) {

    /** What ISO 4217 has for none. */
    private static final String NO_CURRENCY = "XXX";

    /** Checks that there is a bound, and their order; brings both into the form of {@link Money}. */
    public QueryPrice {
        if (min == null && max == null) {
            throw new IllegalArgumentException("a price needs a lower or an upper bound");
        }
        min = min == null ? null : amount(min, currency);
        max = max == null ? null : amount(max, currency);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new IllegalArgumentException("lowest price %s is above highest price %s".formatted(min, max));
        }
    }

    private static BigDecimal amount(BigDecimal given, @Nullable String currency) {
        return new Money(given, currency == null ? NO_CURRENCY : currency).amount();
    }

    /** Whether the price is one of these. */
    public boolean contains(Money price) {
        return (currency == null || currency.equals(price.currency()))
                && (min == null || price.amount().compareTo(min) >= 0)
                && (max == null || price.amount().compareTo(max) <= 0);
    }

    /** As it would be typed into a query. */
    @Override
    public String toString() {
        boolean isOneAmount = min != null && max != null && min.compareTo(max) == 0;
        return "price:"
                + (min == null ? "" : min.toPlainString())
                + (isOneAmount ? "" : "..")
                + (max == null || isOneAmount ? "" : max.toPlainString())
                + (currency == null ? "" : currency);
    }
}
