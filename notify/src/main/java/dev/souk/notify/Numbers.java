package dev.souk.notify;

import dev.souk.model.Money;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prices, distances and counts as people write them in a language. */
record Numbers(Phrases phrases) {

    private static final int GROUP = 3;

    /** From here on tenths of a kilometre are of no account. */
    private static final double FAR_KM = 10;

    /** The price to strike beside the one that is now; empty unless both can be compared and it was higher. */
    Optional<String> struck(@Nullable Money price, @Nullable Money previous) {
        return price == null || previous == null || !price.isLessThan(previous)
                ? Optional.empty()
                : Optional.of(price(previous));
    }

    /** {@code 650 EUR}, {@code 180,000 BDT}, {@code 12,649.50 USD}; {@code free} for nothing. */
    String price(Money price) {
        if (price.isFree()) {
            return phrases.free();
        }
        String plain = price.toString();
        int space = plain.indexOf(' ');
        return number(plain.substring(0, space)) + plain.substring(space);
    }

    /** As {@link #price}, fit for the start of a line. */
    String priceFirst(Money price) {
        return first(price(price));
    }

    /** {@code And 42 more.} */
    String andMore(long count) {
        return first(phrases.andMore(count(count))) + ".";
    }

    private String first(String words) {
        int end = words.isEmpty() ? 0 : words.offsetByCodePoints(0, 1);
        return words.substring(0, end).toUpperCase(phrases.language()) + words.substring(end);
    }

    /** {@code 4.2 km away}, {@code 120 km away}; empty if not known. */
    Optional<String> distance(@Nullable Double km) {
        return Optional.ofNullable(km)
                .map(value -> String.format(Locale.ROOT, value < FAR_KM ? "%.1f" : "%.0f", value))
                .map(value -> phrases.away(number(value)));
    }

    String count(long count) {
        return number(Long.toString(count));
    }

    /** Of plain digits, with a point before the decimals. */
    private String number(String plain) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(phrases.language());
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String decimals = point < 0 ? "" : symbols.getDecimalSeparator() + plain.substring(point + 1);
        StringBuilder grouped = new StringBuilder(whole);
        for (int i = whole.length() - GROUP; i > 0; i -= GROUP) {
            grouped.insert(i, symbols.getGroupingSeparator());
        }
        return grouped + decimals;
    }
}
