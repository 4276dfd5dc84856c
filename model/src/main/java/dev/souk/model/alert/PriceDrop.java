package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The listing must have become cheaper than its previous price: by at least this share, by at least this amount, to at most
 * this price, or all that is given. A listing without a price, or without a previous price in the same currency, does not
 * satisfy it.
 *
 * @param minPercent of the previous price, at most 100; 0, for any, only if there is an amount or a target
 * @param minAmount above 0; null for any
 * @param target the most that it may cost now; null for any. In the currency of {@code minAmount}, if both are given
 */
public record PriceDrop(
        int minPercent, @Nullable Money minAmount, @Nullable Money target) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Checks the share and the amounts. */
    public PriceDrop {
        if (minPercent < (minAmount == null && target == null ? 1 : 0) || minPercent > 100) {
            throw new InvalidValueException(
                    "minPercent", minPercent, "price drop must be 1 to 100 percent: " + minPercent);
        }
        if (minAmount != null && minAmount.isFree()) {
            throw new InvalidValueException("minAmount", minAmount, "price drop must be more than " + minAmount);
        }
        if (minAmount != null && target != null && !minAmount.currency().equals(target.currency())) {
            throw new InvalidValueException(
                    "target",
                    target,
                    "price drop and target must be in one currency: %s, %s".formatted(minAmount, target));
        }
    }

    /** By at least this share and this amount. */
    public PriceDrop(int minPercent, @Nullable Money minAmount) {
        this(minPercent, minAmount, null);
    }

    /** By at least this share. */
    public PriceDrop(int minPercent) {
        this(minPercent, null);
    }

    /** By at least this amount. */
    public static PriceDrop of(Money minAmount) {
        return new PriceDrop(0, minAmount);
    }

    /** To at most this price. */
    public static PriceDrop to(Money target) {
        return new PriceDrop(0, null, target);
    }

    /** Whether {@code price} is lower than {@code previous} by at least the share and the amount, and at the target. */
    public boolean isMetBy(Money price, Money previous) {
        return price.isLessThan(previous)
                && price.amount()
                                .multiply(HUNDRED)
                                .compareTo(previous.amount().multiply(BigDecimal.valueOf(100L - minPercent)))
                        <= 0
                && (minAmount == null || isAtLeast(minAmount, price, previous))
                && (target == null || PriceRange.upTo(target).contains(price));
    }

    private static boolean isAtLeast(Money least, Money price, Money previous) {
        return least.currency().equals(price.currency())
                && previous.amount().subtract(price.amount()).compareTo(least.amount()) >= 0;
    }
}
