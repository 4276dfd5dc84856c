package dev.souk.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An amount of a currency. Never negative, below 10<sup>15</sup>, at most four decimals (what {@code NUMERIC(19, 4)}
 * holds). Amounts are kept without trailing zeros, so {@code 200} and {@code 200.00} are equal.
 *
 * <p>There is no conversion: two amounts compare only when their currencies are the same.
 *
 * @param amount in whole units of the currency, not cents
 * @param currency an ISO 4217 alphabetic code, such as {@code EUR}; a code that the JDK does not know is kept, since a
 *     database may hold it
 */
public record Money(BigDecimal amount, String currency) {

    /** Every amount is below this. */
    public static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    private static final int MAX_DECIMALS = 4;
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Map<String, Integer> USUAL_DECIMALS = Currency.getAvailableCurrencies().stream()
            .filter(known -> known.getDefaultFractionDigits() > 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    /** Checks both, and brings the amount into its one form. */
    public Money {
        if (!isCurrency(currency)) {
            throw refused("currency", currency, "currency must be three capital letters: '%s'");
        }
        if (amount.signum() < 0 || amount.compareTo(LIMIT) >= 0) {
            throw refused("amount", amount, "amount must be at least 0 and below 10^15: %s");
        }
        amount = canonical(amount);
    }

    private static InvalidValueException refused(String field, Object value, String message) {
        return new InvalidValueException(
                field, value, message.formatted(InvalidValueException.shown(value.toString())));
    }

    /** Whether it has the form of an ISO 4217 alphabetic code: three capital letters. */
    public static boolean isCurrency(String code) {
        return CODE.matcher(code).matches();
    }

    private static BigDecimal canonical(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > MAX_DECIMALS) {
            throw refused("amount", amount, "amount has more than four decimals: %s");
        }
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    /**
     * {@code Money.of("649.50", "EUR")}.
     *
     * @throws InvalidValueException if the amount is no decimal number, or out of range, or the currency is none
     */
    public static Money of(String amount, String currency) {
        return new Money(number(amount), currency);
    }

    private static BigDecimal number(String amount) {
        try {
            return new BigDecimal(amount);
        } catch (NumberFormatException e) {
            throw refused("amount", amount, "amount is no decimal number: '%s'");
        }
    }

    /** {@code Money.of(650, "EUR")}. */
    public static Money of(long amount, String currency) {
        return new Money(BigDecimal.valueOf(amount), currency);
    }

    /** Whether this is zero: the thing is given away. */
    public boolean isFree() {
        return amount.signum() == 0;
    }

    /** Whether this is less than {@code other}; false when the currencies differ, since nothing can be said. */
    public boolean isLessThan(Money other) {
        return currency.equals(other.currency) && amount.compareTo(other.amount) < 0;
    }

    /** The amount with the decimals that the currency is written with, then the code: {@code 649.50 EUR}. */
    @Override
    public String toString() {
        int decimals = amount.scale() == 0 ? 0 : Math.max(amount.scale(), usualDecimals());
        return amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString() + " " + currency;
    }

    private int usualDecimals() {
        return USUAL_DECIMALS.getOrDefault(currency, 0);
    }
}
