package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which fall of a price is worth telling. A price is measured by the one that the user was told last, when the listing
 * was matched, fell, or came back: a price that swings rings once and not each time, and many small falls add up. In
 * another currency nothing is a fall.
 *
 * @param minPercent by how much of that price it must have fallen, 1 to 100; null if any share will do
 * @param minAmount by how much of the listing's currency, above 0 and below 10^15, with at most four decimals; null if any amount will do. Where both are given,
 *     either suffices
 * @param target the price at which the user wants to buy; reaching it is an event of its own. Null for none
 */
public record PriceRule(
        @Nullable Integer minPercent,
        @Nullable BigDecimal minAmount,
        @Nullable Money target) {

    /** Every fall, and no target. */
    public static final PriceRule ANY = new PriceRule(null, null, null);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MAX_DECIMALS = 4;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    /** Checks the bounds. */
    public PriceRule {
        if (minPercent != null && (minPercent < 1 || minPercent > 100)) {
            throw new InvalidValueException(
                    "minPercent", minPercent, "price drop must be 1 to 100 percent: " + minPercent);
        }
        if (minAmount != null) {
            if (minAmount.signum() <= 0 || minAmount.compareTo(LIMIT) >= 0) {
                throw new InvalidValueException(
                        "minAmount", minAmount, "price drop must be above 0 and below 10^15: " + minAmount);
            }
            minAmount = minAmount.stripTrailingZeros();
            if (minAmount.scale() > MAX_DECIMALS) {
                throw new InvalidValueException(
                        "minAmount",
                        minAmount,
                        "price drop must have at most %s decimals: %s".formatted(MAX_DECIMALS, minAmount));
            }
        }
    }

    /** Falls by at least that share. */
    public static PriceRule byPercent(int minPercent) {
        return new PriceRule(minPercent, null, null);
    }

    /** Falls by at least that amount of the listing's currency. */
    public static PriceRule byAmount(BigDecimal minAmount) {
        return new PriceRule(null, minAmount, null);
    }

    /** The same, and the price at which the user wants to buy. */
    public PriceRule withTarget(Money target) {
        return new PriceRule(minPercent, minAmount, target);
    }

    /** Whether {@code price} is a fall worth telling from {@code told}. */
    public boolean isDrop(Money price, Money told) {
        if (!price.isLessThan(told)) {
            return false;
        }
        if (minPercent == null && minAmount == null) {
            return true;
        }
        BigDecimal fall = told.amount().subtract(price.amount());
        boolean byShare = minPercent != null
                && fall.multiply(HUNDRED).compareTo(told.amount().multiply(BigDecimal.valueOf(minPercent))) >= 0;
        return byShare || (minAmount != null && fall.compareTo(minAmount) >= 0);
    }

    /** Whether a listing at {@code price} is at the target or below. */
    public boolean isAtTarget(@Nullable Money price) {
        return target != null
                && price != null
                && price.currency().equals(target.currency())
                && !target.isLessThan(price);
    }
}
