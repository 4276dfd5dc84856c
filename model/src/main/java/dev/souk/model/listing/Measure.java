package dev.souk.model.listing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantity with its unit, as the marketplace gives it: nothing is converted until somebody asks.
 *
 * @param value not negative
 */
public record Measure(BigDecimal value, Unit unit) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) (\\S{1,10})");

    /** Checks the sign, and drops zeros at the end, so that equal measures are equal. */
    public Measure {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a measure is not negative: " + value);
        }
        BigDecimal stripped = value.stripTrailingZeros();
        value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Reads the form that {@link #toString} writes; empty if it is none. */
    public static Optional<Measure> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Unit.of(form.group(2)).map(unit -> new Measure(new BigDecimal(form.group(1)), unit))
                : Optional.empty();
    }

    /**
     * The same in another unit, to seven digits.
     *
     * @throws IllegalArgumentException if a length is asked for as an area, or the other way round
     */
    public Measure in(Unit other) {
        if (unit == other) {
            return this;
        }
        if (unit.isArea != other.isArea) {
            throw new IllegalArgumentException("%s is no measure in %s".formatted(this, other.sign));
        }
        return new Measure(value.multiply(unit.inMetres).divide(other.inMetres, MathContext.DECIMAL32), other);
    }

    /** Such as {@code 89000 km} and {@code 89.5 m²}. */
    @Override
    public String toString() {
        return value.toPlainString() + " " + unit.sign;
    }

    /** A unit of length or area. */
    public enum Unit {
        /** Kilometres. */
        KILOMETRE("km", false, "1000"),
        /** Miles. */
        MILE("miles", false, "1609.344"),
        /** Square metres. */
        SQUARE_METRE("m²", true, "1"),
        /** Square feet. */
        SQUARE_FOOT("ft²", true, "0.09290304");

        private final String sign;
        private final boolean isArea;
        private final BigDecimal inMetres;

        Unit(String sign, boolean isArea, String inMetres) {
            this.sign = sign;
            this.isArea = isArea;
            this.inMetres = new BigDecimal(inMetres);
        }

        /** As it is written behind a number. */
        public String sign() {
            return sign;
        }

        static Optional<Unit> of(String sign) {
            return Arrays.stream(values())
                    .filter(unit -> unit.sign.equals(sign))
                    .findFirst();
        }
    }
}
