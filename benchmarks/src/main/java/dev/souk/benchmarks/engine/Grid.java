package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.listing.Listing;
import java.util.ArrayList;
import java.util.List;

/**
 * Places and prices as terms, for a way that finds by terms alone: squares of degrees at eight sizes, and prices of one
 * currency in brackets of a sixteenth of an octave, halved as often as a range needs. Away from poles and the date line.
 */
final class Grid {

    private static final int SIZES = 8;
    private static final double FINEST_DEGREES = 0.05;
    private static final double KM_PER_DEGREE = 111.1;
    private static final int BRACKET_LEVELS = 10;
    private static final int LAST_BRACKET = 1_023;

    private Grid() {}

    /** The terms that a listing shows, with the name of the field before the colon. */
    static List<String> shown(Listing listing) {
        List<String> terms = new ArrayList<>();
        GeoPoint point = listing.point();
        if (point != null) {
            for (int size = 0; size < SIZES; size++) {
                double degrees = FINEST_DEGREES * (1 << size);
                terms.add("cell:" + cell(size, floor(point.latitude() / degrees), floor(point.longitude() / degrees)));
            }
        }
        if (listing.price() != null) {
            int bracket = bracket(Seen.cents(listing.price().amount()));
            for (int level = 0; level < BRACKET_LEVELS; level++) {
                terms.add("bracket:" + listing.price().currency() + level + "/" + (bracket >> level));
            }
        }
        return terms;
    }

    /** The cells of the finest size of which at most four by four cover the circle. */
    static List<String> cover(GeoCircle circle) {
        double high = circle.radiusKm() / KM_PER_DEGREE + 1e-6;
        double wide = high / Math.cos(Math.toRadians(Math.abs(circle.center().latitude()) + high));
        int size = 0;
        while (size < SIZES - 1 && 2 * wide > 3 * FINEST_DEGREES * (1 << size)) {
            size++;
        }
        double degrees = FINEST_DEGREES * (1 << size);
        List<String> cells = new ArrayList<>();
        double latitude = circle.center().latitude();
        double longitude = circle.center().longitude();
        for (int row = floor((latitude - high) / degrees); row <= floor((latitude + high) / degrees); row++) {
            for (int column = floor((longitude - wide) / degrees);
                    column <= floor((longitude + wide) / degrees);
                    column++) {
                cells.add(cell(size, row, column));
            }
        }
        return cells;
    }

    /** The fewest brackets that hold exactly those prices, give or take the ends. */
    static List<String> brackets(String currency, long low, long high) {
        List<String> brackets = new ArrayList<>();
        int from = bracket(low);
        int to = high == Long.MAX_VALUE ? LAST_BRACKET : bracket(high);
        for (int level = 0; from <= to; level++) {
            if ((from & 1) == 1) {
                brackets.add(currency + level + "/" + from++);
            }
            if ((to & 1) == 0 && from <= to) {
                brackets.add(currency + level + "/" + to--);
            }
            from >>= 1;
            to >>= 1;
        }
        return brackets;
    }

    private static int bracket(long cents) {
        return (int) (Math.log1p((double) cents) * (16 / Math.log(2)));
    }

    private static String cell(int size, int row, int column) {
        return size + "/" + row + "/" + column;
    }

    private static int floor(double value) {
        return (int) Math.floor(value);
    }
}
