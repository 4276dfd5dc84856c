package dev.souk.model.listing;

import dev.souk.model.Money;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells prices that are typed to be found, or because a form wants one, from prices that are meant. */
final class BaitPrice {

    /*
     * 0 where nobody says that it is given away; 1, and a cent; the keys of a keyboard in a row (1234, 123456, 54321);
     * one key held down (1111, 777777). 999, 9999 and 99999 are what things cost; 999999 is not meant, unless the
     * currency counts so. A bid may be anything.
     */

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final String KEYS = "1234567890";
    private static final String KEYS_BACK = "0987654321";
    private static final Pattern ONE_KEY = Pattern.compile("([1-8])\\1{3,}|9{6,}");

    private static final Pattern TRADE = Pattern.compile(
            "(?iU)\\b(?:for trade|trades? only|swaps?|swap only|tausch\\w*|zamienię|zamiana|échange|scambio|permuto)\\b");

    private static final Pattern GIVEN =
            Pattern.compile("(?iU)\\b(?:free|gratis|verschenke\\w*|zu verschenken|gratuit|regalo|za darmo|oddam)\\b");

    private BaitPrice() {}

    static boolean is(Money price, String title, @Nullable PriceKind kind) {
        return kind != PriceKind.AUCTION && is(price.amount(), title, kind);
    }

    private static boolean is(BigDecimal amount, String title, @Nullable PriceKind kind) {
        boolean isNothing = amount.compareTo(CENT) <= 0 || amount.compareTo(BigDecimal.ONE) == 0;
        if (isNothing && TRADE.matcher(title).find()) {
            return true;
        }
        if (amount.signum() == 0) {
            return kind != PriceKind.FREE && !GIVEN.matcher(title).find();
        }
        return isNothing || isTyped(amount);
    }

    private static boolean isTyped(BigDecimal amount) {
        if (amount.scale() > 0) {
            return false;
        }
        String digits = amount.toPlainString();
        boolean isRow = (digits.length() >= 4 && KEYS.startsWith(digits))
                || (digits.length() >= 5 && KEYS_BACK.contains(digits));
        return isRow || ONE_KEY.matcher(digits).matches();
    }
}
