package dev.souk.alerts;

import dev.souk.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Prices as whole numbers: exact to compare, and as brackets to file under. */
final class Prices {

    /** The highest bracket that there is room for; that of an amount below 10<sup>15</sup> is lower. */
    static final int LAST_BRACKET = 1_023;

    /** What a listing has that did not become cheaper. */
    static final int NO_DROP = -1;

    /** As a power of two. */
    private static final int BRACKETS_OF_AN_OCTAVE = 4;
    /** As a power of two. */
    private static final int FINE_BRACKETS_OF_AN_OCTAVE = 5;

    /** Of a {@code double}. */
    private static final int FRACTION_BITS = 52;

    private static final double SCALE = 10_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Prices() {}

    /** Ten-thousandths, exact. Reaches beyond the largest {@code long}: compare as unsigned. */
    static long scaled(BigDecimal amount) {
        return amount.scale() == 0 && amount.precision() < 15
                ? amount.longValue() * (long) SCALE
                : amount.movePointRight(4).longValue();
    }

    /** The bracket of an amount in ten-thousandths; a higher amount has the same or a higher one. */
    static int bracket(long scaled) {
        return bracket(scaled, BRACKETS_OF_AN_OCTAVE);
    }

    /** As {@link #bracket}, half as wide; the last is of all amounts from four billion on. */
    static int fineBracket(long scaled) {
        return Math.min(LAST_BRACKET, bracket(scaled, FINE_BRACKETS_OF_AN_OCTAVE));
    }

    private static int bracket(long scaled, int ofAnOctave) {
        double amount = (scaled >= 0 ? (double) scaled : 2.0 * (scaled >>> 1)) / SCALE;
        // The exponent and the upper bits of the fraction: a logarithm that is straight within each octave.
        long upper = Double.doubleToRawLongBits(1 + amount) >>> (FRACTION_BITS - ofAnOctave);
        return (int) upper - (Double.MAX_EXPONENT << ofAnOctave);
    }

    /** The most percent, 0 to 100, by which a price is below the one before; {@link #NO_DROP} if it is not. */
    static int dropPercent(@Nullable Money price, @Nullable Money previous) {
        if (price == null || previous == null || !price.isLessThan(previous)) {
            return NO_DROP;
        }
        return previous.amount()
                .subtract(price.amount())
                .multiply(HUNDRED)
                .divide(previous.amount(), 0, RoundingMode.DOWN)
                .intValue();
    }
}
