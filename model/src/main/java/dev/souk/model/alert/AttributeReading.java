package dev.souk.model.alert;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a listing's attribute as text, and as number, date and truth where it can be read so. A marketplace gives
 * text alone, so this is the one reading of it: a search in the database reads by the same patterns.
 *
 * <ul>
 *   <li>A number is one at the start of the value: {@code 128}, {@code -0.5}, {@code 45,000}, with a unit behind it or
 *       without, as in {@code 128GB} or {@code 45,000 miles}. The point separates decimals, the comma groups of three. The
 *       unit is neither compared nor converted. Nothing is read where a second number follows: {@code 10-12}, {@code 2 x 4}.
 *   <li>A date is {@code 2026-01-31} at the start, alone or before a {@code T} or a blank; a time is passed over, and days
 *       compare as they are written.
 *   <li>Truth is {@code true} or {@code yes}, {@code false} or {@code no}, in any case.
 * </ul>
 *
 * @param text the value in lower case
 * @param number null if it is none
 * @param date the ten characters; null if it is none
 * @param truth null if it is neither
 */
public record AttributeReading(
        String text,
        @Nullable BigDecimal number,
        @Nullable String date,
        @Nullable Boolean truth) {

    /** What a whole value must match to be a number: means the same to Java and to PostgreSQL. */
    public static final String NUMBER =
            "[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:[.][0-9]{1,9})?(?:[^0-9.,][^0-9]{0,30})?";

    /** The part of a number before its unit. */
    public static final String NUMBER_ALONE = "[+-]?[0-9,]+(?:[.][0-9]+)?";

    /** What the beginning of a value must match to be a date. */
    public static final String DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![^T ])";

    /** Characters of a date. */
    public static final int DATE_LENGTH = 10;

    private static final Pattern WHOLE_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern START_OF_NUMBER = Pattern.compile(NUMBER_ALONE);
    private static final Pattern START_OF_DATE = Pattern.compile(DATE);

    /** Reads what a listing says. */
    public static AttributeReading of(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        boolean isDate = START_OF_DATE.matcher(value).lookingAt();
        return new AttributeReading(text, number(value), isDate ? value.substring(0, DATE_LENGTH) : null, truth(text));
    }

    @Nullable
    private static BigDecimal number(String value) {
        Matcher number = START_OF_NUMBER.matcher(value);
        return WHOLE_NUMBER.matcher(value).matches() && number.lookingAt()
                ? new BigDecimal(number.group().replace(",", ""))
                : null;
    }

    @Nullable
    private static Boolean truth(String text) {
        return switch (text) {
            case "true", "yes" -> Boolean.TRUE;
            case "false", "no" -> Boolean.FALSE;
            default -> null;
        };
    }
}
