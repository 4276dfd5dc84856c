package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The places of a clause. Circles alone stand one after the other, {@link Circle#SIZE} numbers each. With polygons among
 * them, or where no place will do, it is the number of circles, the circles, and for each polygon the number of its points, west and south of its box
 * as {@code long}, width and height of the box, then longitude and latitude of each point from there: unsigned, in units.
 */
final class Areas {

    private static final int BOX = 7;
    private static final double KM_OF_DEGREE = Math.PI * GeoPoint.EARTH_RADIUS_KM / 180;

    private Areas() {}

    /** Only circles can stand alone, without their number before them. */
    static void write(List<GeoArea> areas, boolean isOfCircles, IntConsumer out) {
        List<GeoCircle> circles = areas.stream()
                .filter(GeoCircle.class::isInstance)
                .map(GeoCircle.class::cast)
                .toList();
        if (!isOfCircles) {
            out.accept(circles.size());
        }
        for (GeoCircle circle : circles) {
            for (double number : Circle.numbers(circle)) {
                wide(Double.doubleToRawLongBits(number), out);
            }
        }
        for (GeoArea area : areas) {
            if (area instanceof GeoPolygon polygon) {
                polygon(polygon, out);
            }
        }
    }

    private static void polygon(GeoPolygon polygon, IntConsumer out) {
        long[] x = polygon.longitudes();
        long[] y = polygon.latitudes();
        long west = x[0];
        long east = x[0];
        long south = y[0];
        long north = y[0];
        for (int i = 1; i < x.length; i++) {
            west = Math.min(west, x[i]);
            east = Math.max(east, x[i]);
            south = Math.min(south, y[i]);
            north = Math.max(north, y[i]);
        }
        out.accept(x.length);
        wide(west, out);
        wide(south, out);
        out.accept((int) (east - west));
        out.accept((int) (north - south));
        for (int i = 0; i < x.length; i++) {
            out.accept((int) (x[i] - west));
            out.accept((int) (y[i] - south));
        }
    }

    private static void wide(long number, IntConsumer out) {
        out.accept((int) number);
        out.accept((int) (number >>> Integer.SIZE));
    }

    /** Where the circles end that begin at {@code from}. */
    private static int endOfCircles(int[] program, int at) {
        return Program.kind(program[at]) == Program.CIRCLE
                ? Program.next(program, at)
                : at + 2 + program[at + 1] * Circle.SIZE;
    }

    private static int firstCircle(int[] program, int at) {
        return Program.kind(program[at]) == Program.CIRCLE ? at + 1 : at + 2;
    }

    /** Whether the listing is at one of the places of the clause. */
    static boolean contain(int[] program, int at, ShownListing listing) {
        GeoPoint place = listing.point;
        if (place == null) {
            return false;
        }
        int polygons = endOfCircles(program, at);
        for (int i = firstCircle(program, at); i < polygons; i += Circle.SIZE) {
            if (listing.isWithin(program, i)) {
                return true;
            }
        }
        int end = Program.next(program, at);
        for (int i = polygons; i < end; i += BOX + 2 * program[i]) {
            if (isInPolygon(program, i, place)) {
                return true;
            }
        }
        return false;
    }

    /** The same answer as {@link GeoPolygon#contains}. */
    private static boolean isInPolygon(int[] program, int at, GeoPoint place) {
        long x = GeoPolygon.units(place.longitude()) - Program.wide(program, at + 1);
        long y = GeoPolygon.units(place.latitude()) - Program.wide(program, at + 3);
        long width = unsigned(program, at + 5);
        long height = unsigned(program, at + 6);
        if (x < 0) {
            x += GeoPolygon.ROUND;
        } else if (x > width) {
            x -= GeoPolygon.ROUND;
        }
        if (x < 0 || x > width || y < 0 || y > height) {
            return false;
        }
        boolean isInside = false;
        int from = at + BOX + 2 * (program[at] - 1);
        for (int to = at + BOX; to < at + BOX + 2 * program[at]; to += 2) {
            int side = GeoPolygon.side(
                    x,
                    y,
                    unsigned(program, from),
                    unsigned(program, from + 1),
                    unsigned(program, to),
                    unsigned(program, to + 1));
            if (side == 0) {
                return true;
            }
            isInside ^= side > 0;
            from = to;
        }
        return isInside;
    }

    private static long unsigned(int[] program, int at) {
        return program[at] & 0xFFFF_FFFFL;
    }

    /** Hands over every cell in which a place of the clause can lie, those of each circle and polygon at its own level. */
    static void cover(int[] program, int at, Cells cells) {
        int polygons = endOfCircles(program, at);
        for (int i = firstCircle(program, at); i < polygons; i += Circle.SIZE) {
            GeoCircle circle = Circle.circle(program, i);
            int level = GeoCells.level(circle.radiusKm());
            GeoCells.cover(circle, level, cell -> cells.accept(level, cell));
        }
        int end = Program.next(program, at);
        for (int i = polygons; i < end; i += BOX + 2 * program[i]) {
            double west = degrees(Program.wide(program, i + 1));
            double south = degrees(Program.wide(program, i + 3));
            double east = west + degrees(unsigned(program, i + 5));
            double north = south + degrees(unsigned(program, i + 6));
            int level = GeoCells.level(halfKm(south, north, east - west));
            GeoCells.cover(south, north, west, east, level, cell -> cells.accept(level, cell));
        }
    }

    /** The level of each circle and polygon. */
    static void levels(int[] program, int at, IntConsumer levels) {
        int polygons = endOfCircles(program, at);
        for (int i = firstCircle(program, at); i < polygons; i += Circle.SIZE) {
            levels.accept(GeoCells.level(Circle.circle(program, i).radiusKm()));
        }
        int end = Program.next(program, at);
        for (int i = polygons; i < end; i += BOX + 2 * program[i]) {
            double south = degrees(Program.wide(program, i + 3));
            double width = degrees(unsigned(program, i + 5));
            levels.accept(GeoCells.level(halfKm(south, south + degrees(unsigned(program, i + 6)), width)));
        }
    }

    private static double degrees(long units) {
        return (double) units / GeoPolygon.UNITS;
    }

    /** Half of the height of a box, or of its width where it is widest. */
    private static double halfKm(double south, double north, double width) {
        double widest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
        return KM_OF_DEGREE / 2 * Math.max(north - south, width * Math.cos(Math.toRadians(widest)));
    }

    /** Takes a cell and its level. */
    interface Cells {

        void accept(int level, long cell);
    }
}
