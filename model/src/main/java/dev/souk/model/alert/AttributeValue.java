package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;

/** What an attribute is compared with. Its kind decides how the listing's value is read: {@link AttributeReading}. */
public sealed interface AttributeValue {

    /**
     * How a listing's value stands to this one: below 0 if it is less, 0 if it is the same, above 0 if it is more, or only
     * another where the kind has no order. Empty if it cannot be read as this kind.
     */
    OptionalInt compare(AttributeReading said);

    /** Whether values of this kind are less or more than others. */
    default boolean isOrdered() {
        return false;
    }

    /** A text. */
    static AttributeValue of(String text) {
        return new Text(text);
    }

    /** A whole number. */
    static AttributeValue of(long number) {
        return new Quantity(BigDecimal.valueOf(number));
    }

    /** A number. */
    static AttributeValue of(BigDecimal number) {
        return new Quantity(number);
    }

    /** Yes or no. */
    static AttributeValue of(boolean truth) {
        return new Truth(truth);
    }

    /** A day. */
    static AttributeValue of(LocalDate day) {
        return new Day(day);
    }

    /**
     * A text, without regard to case.
     *
     * @param text at most {@value #MAX_LENGTH} characters
     */
    record Text(String text) implements AttributeValue {

        /** The longest text. */
        public static final int MAX_LENGTH = 200;

        /** Checks the text. */
        public Text {
            StorableText.requireOf("an attribute", "value", text, MAX_LENGTH);
        }

        @Override
        public OptionalInt compare(AttributeReading said) {
            return OptionalInt.of(said.text().equals(text.toLowerCase(Locale.ROOT)) ? 0 : 1);
        }

        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    /**
     * A number.
     *
     * @param number between -10<sup>15</sup> and 10<sup>15</sup>, at most nine decimals; kept without trailing zeros
     */
    record Quantity(BigDecimal number) implements AttributeValue {

        private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);
        private static final int MAX_DECIMALS = 9;

        /** Checks the range, and brings the number into its one form. */
        public Quantity {
            if (number.abs().compareTo(LIMIT) >= 0) {
                throw new InvalidValueException("number", number, "number must be between -10^15 and 10^15: " + number);
            }
            number = number.stripTrailingZeros();
            if (number.scale() > MAX_DECIMALS) {
                throw new InvalidValueException("number", number, "number has more than nine decimals: " + number);
            }
            number = number.setScale(Math.max(0, number.scale()), RoundingMode.UNNECESSARY);
        }

        @Override
        public OptionalInt compare(AttributeReading said) {
            BigDecimal other = said.number();
            return other == null ? OptionalInt.empty() : OptionalInt.of(other.compareTo(number));
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public String toString() {
            return number.toPlainString();
        }
    }

    /** Yes or no. */
    record Truth(boolean truth) implements AttributeValue {

        @Override
        public OptionalInt compare(AttributeReading said) {
            Boolean other = said.truth();
            return other == null ? OptionalInt.empty() : OptionalInt.of(other == truth ? 0 : 1);
        }

        @Override
        public String toString() {
            return truth ? "yes" : "no";
        }
    }

    /**
     * A day of the calendar.
     *
     * @param day of the years 1 to 9999
     */
    record Day(LocalDate day) implements AttributeValue {

        /** Checks the year: then days compare as their texts do. */
        public Day {
            if (day.getYear() < 1 || day.getYear() > 9_999) {
                throw new InvalidValueException("day", day, "day must be of the years 1 to 9999: " + day);
            }
        }

        @Override
        public OptionalInt compare(AttributeReading said) {
            String other = said.date();
            return other == null ? OptionalInt.empty() : OptionalInt.of(other.compareTo(day.toString()));
        }

        @Override
        public boolean isOrdered() {
            return true;
        }

        @Override
        public String toString() {
            return day.toString();
        }
    }
}
