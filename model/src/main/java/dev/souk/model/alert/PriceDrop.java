package dev.souk.model.alert;

import dev.souk.model.Money;
import java.math.BigDecimal;

/**
 * The listing must have become cheaper than its previous price by at least this share. A listing without a price, or
 * without a previous price in the same currency, does not satisfy it.
 *
 * @param minPercent of the previous price, above 0 and at most 100
 */
public record PriceDrop(int minPercent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Checks the share. */
    public PriceDrop {
        if (minPercent < 1 || minPercent > 100) {
            throw new IllegalArgumentException("price drop must be 1 to 100 percent: " + minPercent);
        }
    }

    /** Whether {@code price} is lower than {@code previous} by at least the share. */
    public boolean isMetBy(Money price, Money previous) {
        return price.isLessThan(previous)
                && price.amount()
                                .multiply(HUNDRED)
                                .compareTo(previous.amount().multiply(BigDecimal.valueOf(100L - minPercent)))
                        <= 0;
    }
}
