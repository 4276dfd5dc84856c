package dev.souk.model.alert;

import dev.souk.model.ExchangeRates;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices from {@code min} to {@code max}, both included, in one currency. Of a listing in another currency it is
 * unknown whether it is in the range, unless {@link ExchangeRates} tell; one without a price is only if that is said.
 *
 * @param min at least 0; null for no lower bound
 * @param max at least {@code min}; null for no upper bound
 * @param currency ISO 4217 alphabetic code
 * @param unknown what of a listing without a price
 */
public record PriceRange(@Nullable BigDecimal min, @Nullable BigDecimal max, String currency, Unknown unknown) {

    /** Checks that there is a bound, and their order; brings both into the form of {@link Money}. */
    public PriceRange {
        if (min == null && max == null) {
            throw new InvalidValueException("min", "", "a price range needs a lower or an upper bound");
        }
        min = min == null ? null : new Money(min, currency).amount();
        max = max == null ? null : new Money(max, currency).amount();
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new InvalidValueException(
                    "min", min, "lowest price %s is above highest price %s".formatted(min, max));
        }
    }

    /** A range in which a listing without a price is not. */
    public PriceRange(@Nullable BigDecimal min, @Nullable BigDecimal max, String currency) {
        this(min, max, currency, Unknown.REJECT);
    }

    /** Up to this much. */
    public static PriceRange upTo(Money max) {
        return new PriceRange(null, max.amount(), max.currency());
    }

    /** At least this much. */
    public static PriceRange atLeast(Money min) {
        return new PriceRange(min.amount(), null, min.currency());
    }

    /** What a query asks for in a currency of its own; empty if any currency will do. */
    public static Optional<PriceRange> of(QueryPrice asked) {
        return Optional.ofNullable(asked.currency())
                .map(currency -> new PriceRange(asked.min(), asked.max(), currency));
    }

    /**
     * This range, and the same in every other currency that the rates reach, by the code of the currency. Bounds are rounded
     * to four decimals, half up. What is no rate above 0, or of no currency's code, is passed over.
     */
    public List<PriceRange> in(ExchangeRates rates) {
        Map<String, BigDecimal> others = rates.of(currency);
        if (others.isEmpty()) {
            return List.of(this);
        }
        List<PriceRange> ranges = new ArrayList<>();
        ranges.add(this);
        new TreeMap<>(others).forEach((other, rate) -> {
            if (rate.signum() > 0 && Money.isCurrency(other) && !other.equals(currency)) {
                converted(other, rate).ifPresent(ranges::add);
            }
        });
        return List.copyOf(ranges);
    }

    /** Empty if no price is so high. */
    private Optional<PriceRange> converted(String other, BigDecimal rate) {
        BigDecimal low = min == null ? BigDecimal.ZERO : min.multiply(rate).setScale(4, RoundingMode.HALF_UP);
        BigDecimal high = max == null ? null : max.multiply(rate).setScale(4, RoundingMode.HALF_UP);
        if (low.compareTo(Money.LIMIT) >= 0) {
            return Optional.empty();
        }
        boolean isOpen = high == null || high.compareTo(Money.LIMIT) >= 0;
        return Optional.of(new PriceRange(low, isOpen ? null : high, other, unknown));
    }

    /** This range from another lowest price on. */
    PriceRange withMin(Money min) {
        requireCurrencyOf(max, "lowest", min);
        return new PriceRange(min.amount(), max, min.currency(), unknown);
    }

    /** This range up to another highest price. */
    PriceRange withMax(Money max) {
        requireCurrencyOf(min, "highest", max);
        return new PriceRange(min, max.amount(), max.currency(), unknown);
    }

    /** A bound that is replaced takes its currency with it; one that stays keeps its own. */
    private void requireCurrencyOf(@Nullable BigDecimal staying, String end, Money bound) {
        if (staying != null && !bound.currency().equals(currency)) {
            throw new InvalidValueException(
                    "currency",
                    bound.currency(),
                    "%s price %s is in another currency than the other bound, %s %s; set both at once by price"
                            .formatted(end, bound, staying.toPlainString(), currency));
        }
    }

    /** The same range, and a listing without a price will do too. */
    public PriceRange orUnknown() {
        return with(Unknown.ACCEPT);
    }

    /** The same range, with this of a listing without a price. */
    public PriceRange with(Unknown unknown) {
        return new PriceRange(min, max, currency, unknown);
    }

    /** Whether a listing without a price will do. */
    public boolean unknownAccepted() {
        return unknown == Unknown.ACCEPT;
    }

    /** Whether the price lies in the range. */
    public boolean contains(Money price) {
        return price.currency().equals(currency)
                && (min == null || price.amount().compareTo(min) >= 0)
                && (max == null || price.amount().compareTo(max) <= 0);
    }

    /** What of a listing without a price. */
    public enum Unknown {
        /** It will not do. */
        REJECT,
        /** It will do. */
        ACCEPT,
        /** It will not do as it is; its own page is to be read for a price, and then it is asked again. */
        FETCH
    }
}
