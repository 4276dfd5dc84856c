package dev.souk.model.text;

import dev.souk.model.Money;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what stands after {@code price:} in a query: {@code 100..500eur}, {@code ..500}, {@code 100..}, {@code 100}. */
final class PriceReader {

    private static final String ANY_CURRENCY = "XXX";

    /** What people write bounds with elsewhere, dashes of all kinds too. */
    private static final String OTHER_BOUNDS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212<>=\u2264\u2265~.\u2026";

    private static final String TWO_DOTS =
            "must have its bounds written with two dots, such as price:100..500, price:..500 or price:100..";

    private final String query;
    private final int end;
    private int at;

    PriceReader(String query, int from, int end) {
        this.query = query;
        this.end = end;
        at = from;
    }

    QueryPrice read() {
        int start = at;
        BigDecimal min = amount();
        BigDecimal max = min;
        int second = at;
        if (is('.') && at + 1 < end && query.charAt(at + 1) == '.') {
            at += 2;
            second = at;
            max = amount();
        }
        if (at < end && OTHER_BOUNDS.indexOf(query.charAt(at)) >= 0) {
            throw wrong(at, TWO_DOTS);
        }
        if (min == null && max == null) {
            throw wrong(start, "needs amounts right after price:, such as price:100..500, price:..500 or price:100..");
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw wrong(second, "has a highest price that is below the lowest");
        }
        return new QueryPrice(min, max, currency());
    }

    private @Nullable BigDecimal amount() {
        int start = at;
        digits();
        if (at > start && is('.') && at + 1 < end && isDigit(query.charAt(at + 1))) {
            at++;
            digits();
        }
        if (at == start) {
            return null;
        }
        try {
            return new Money(new BigDecimal(query.substring(start, at)), ANY_CURRENCY).amount();
        } catch (IllegalArgumentException e) {
            throw wrong(start, "has an amount of 10^15 or more, or of more than four decimals");
        }
    }

    private void digits() {
        while (at < end && isDigit(query.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean is(char c) {
        return at < end && query.charAt(at) == c;
    }

    private @Nullable String currency() {
        if (at == end) {
            return null;
        }
        String code = query.substring(at, end);
        if (!code.matches("[A-Za-z]{3}")) {
            throw wrong(at, "can have only a currency of three letters after the amounts, such as price:99.50..500eur");
        }
        return code.toUpperCase(Locale.ROOT);
    }

    private InvalidQueryException wrong(int position, String problem) {
        return new InvalidQueryException(query, position, problem);
    }
}
