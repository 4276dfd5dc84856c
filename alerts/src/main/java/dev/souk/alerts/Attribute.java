package dev.souk.alerts;

import dev.souk.model.alert.AttributeReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A value of an attribute in numbers, by the rules of {@link AttributeReading}: what a listing says is read when an alert
 * first compares it with a number, a day or a truth.
 */
final class Attribute {

    /** What no day is. */
    static final int NO_DAY = -1;

    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);
    private static final int LONGEST_FAST = 15;
    private static final int LONGEST_UNIT = 31;

    /** The term of its name; {@link Term#NONE} if no alert speaks of it. */
    int name = Term.NONE;

    /** The term of name and text together; {@link Term#NONE} if no alert speaks of it. */
    int pair = Term.NONE;

    private String value = "";
    private boolean read;
    private boolean isNumber;
    private long whole;
    private int nanos;
    private int day = NO_DAY;

    @Nullable
    private Boolean truth;

    void set(String said) {
        value = said;
        read = false;
    }

    boolean isNumber() {
        read();
        return isNumber;
    }

    /** The number, rounded down to a whole one. */
    long whole() {
        return whole;
    }

    /** Below 0 if the number is less than this one, 0 if it is the same. Only of a number. */
    int compareTo(long otherWhole, int otherNanos) {
        return whole == otherWhole ? Integer.compare(nanos, otherNanos) : Long.compare(whole, otherWhole);
    }

    /** Year, month and day as one number of eight digits, or {@link #NO_DAY}. */
    int day() {
        read();
        return day;
    }

    @Nullable
    Boolean truth() {
        read();
        return truth;
    }

    /** Whether it can be compared with a value of one of these kinds, as {@link AttributeClause#kinds} has them. */
    boolean isComparable(int kinds) {
        return has(kinds, AttributeClause.TEXT)
                || (has(kinds, AttributeClause.NUMBER) && isNumber())
                || (has(kinds, AttributeClause.DAY) && day() != NO_DAY)
                || (has(kinds, AttributeClause.TRUTH) && truth() != null);
    }

    private static boolean has(int kinds, int kind) {
        return (kinds & (1 << kind)) != 0;
    }

    private void read() {
        if (!read) {
            read = true;
            if (!readPlainNumber()) {
                readFully();
            }
        }
    }

    /** What most values are: up to 15 digits, and perhaps a unit without digits behind them. */
    private boolean readPlainNumber() {
        int length = value.length();
        int digits = 0;
        long number = 0;
        while (digits < length && digits <= LONGEST_FAST && isDigit(value.charAt(digits))) {
            number = number * 10 + value.charAt(digits) - '0';
            digits++;
        }
        if (digits == 0 || digits > LONGEST_FAST || length - digits > LONGEST_UNIT) {
            return false;
        }
        for (int i = digits; i < length; i++) {
            char c = value.charAt(i);
            // A unit of other than the plainest characters is left to the full reading, and so is what could be a date.
            if (isDigit(c) || c == '.' || c == ',' || c == '-' || c < ' ' || c >= 0x7F) {
                return false;
            }
        }
        isNumber = true;
        whole = number;
        nanos = 0;
        day = NO_DAY;
        truth = null;
        return true;
    }

    private void readFully() {
        AttributeReading reading = AttributeReading.of(value);
        BigDecimal number = reading.number();
        isNumber = number != null;
        if (number != null) {
            whole = whole(number);
            nanos = nanos(number);
        }
        String date = reading.date();
        day = date == null ? NO_DAY : day(date);
        truth = reading.truth();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static long whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.FLOOR).longValue();
    }

    /** What is above {@link #whole}, in billionths. */
    static int nanos(BigDecimal number) {
        return number.subtract(BigDecimal.valueOf(whole(number))).multiply(NANO).intValue();
    }

    static int day(String date) {
        return Integer.parseInt(date, 0, 4, 10) * 10_000
                + Integer.parseInt(date, 5, 7, 10) * 100
                + Integer.parseInt(date, 8, 10, 10);
    }
}
