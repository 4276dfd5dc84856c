package dev.souk.notify;

import dev.souk.model.Money;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts as people write them. */
final class Prices {

    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?=(\\d{3})+(?!\\d))");

    private Prices() {}

    /** The price to strike beside the one that is now; empty unless both can be compared and it was higher. */
    static Optional<String> struck(@Nullable Money price, @Nullable Money previous) {
        return price == null || previous == null || !price.isLessThan(previous)
                ? Optional.empty()
                : Optional.of(inWords(previous));
    }

    /** {@code 650 EUR}, {@code 180,000 BDT}, {@code 12,649.50 USD}; {@code free} for nothing. */
    static String inWords(Money price) {
        if (price.isFree()) {
            return "free";
        }
        String plain = price.toString();
        int end = plain.indexOf('.') < 0 ? plain.indexOf(' ') : plain.indexOf('.');
        return THOUSANDS.matcher(plain.substring(0, end)).replaceAll(",") + plain.substring(end);
    }

    /** As {@link #inWords}, fit for the start of a line. */
    static String capitalized(Money price) {
        return price.isFree() ? "Free" : inWords(price);
    }
}
