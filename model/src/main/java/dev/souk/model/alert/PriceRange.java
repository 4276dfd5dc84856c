package dev.souk.model.alert;

import dev.souk.model.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prices from {@code min} to {@code max}, both included, in one currency. A listing in another currency is not in the
 * range, and one without a price only if that is said.
 *
 * @param min at least 0; null for no lower bound
 * @param max at least {@code min}; null for no upper bound
 * @param currency ISO 4217 alphabetic code
 * @param unknownAccepted whether a listing without a price will do
 */
public record PriceRange(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        String currency,
        boolean unknownAccepted) {

    /** Checks that there is a bound, and their order; brings both into the form of {@link Money}. */
    public PriceRange {
        if (min == null && max == null) {
            throw new IllegalArgumentException("a price range needs a lower or an upper bound");
        }
        min = min == null ? null : new Money(min, currency).amount();
        max = max == null ? null : new Money(max, currency).amount();
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new IllegalArgumentException("lowest price %s is above highest price %s".formatted(min, max));
        }
    }

    /** A range in which a listing without a price is not. */
    public PriceRange(@Nullable BigDecimal min, @Nullable BigDecimal max, String currency) {
        this(min, max, currency, false);
    }

    /** Up to this much. */
    public static PriceRange upTo(Money max) {
        return new PriceRange(null, max.amount(), max.currency());
    }

    /** At least this much. */
    public static PriceRange atLeast(Money min) {
        return new PriceRange(min.amount(), null, min.currency());
    }

    /** The same range, and a listing without a price will do too. */
    public PriceRange orUnknown() {
        return new PriceRange(min, max, currency, true);
    }

    /** Whether the price lies in the range. */
    public boolean contains(Money price) {
        return price.currency().equals(currency)
                && (min == null || price.amount().compareTo(min) >= 0)
                && (max == null || price.amount().compareTo(max) <= 0);
    }
}
