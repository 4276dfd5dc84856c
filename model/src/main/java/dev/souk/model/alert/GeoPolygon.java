package dev.souk.model.alert;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import java.util.List;

/**
 * All places within a line that is drawn on the map, the line included. Its pieces are straight on a map of degrees
 * (equirectangular) and go from point to point the short way, also across the date line: a piece that is to span more than
 * half the Earth needs a point between. Where the line crosses itself, what it goes round twice is outside. It cannot go
 * round a pole.
 *
 * <p>Everything is reckoned in whole ten-millionths of a degree, about a centimetre, so that a database that reckons the
 * same gives the same answer for every place.
 *
 * @param points in order, 3 to {@value #MAX_POINTS}; the last is joined to the first, which may be repeated at the end
 */
public record GeoPolygon(List<GeoPoint> points) implements GeoArea {

    /** The most points. */
    public static final int MAX_POINTS = 100;

    /** Units in a degree. */
    public static final long UNITS = 10_000_000;

    /** Units in 360 degrees. */
    public static final long ROUND = 360 * UNITS;

    /** Checks the number of points, and that the line comes back to where it began. */
    public GeoPolygon {
        int end = points.size();
        while (end > 1 && points.get(end - 1).equals(points.get(0))) {
            end--; // a double click closes a line twice
        }
        points = List.copyOf(points.subList(0, end));
        if (points.size() < 3 || points.size() > MAX_POINTS) {
            throw new InvalidValueException("points", points, "a polygon has 3 to 100 points: " + points.size());
        }
        long[] longitudes = longitudes(points);
        if (step(longitudes[points.size() - 1], longitudes[0]) != longitudes[0] - longitudes[points.size() - 1]) {
            throw new InvalidValueException(
                    "points",
                    points,
                    "a polygon cannot go round a pole, nor have a piece that spans more than half the Earth");
        }
        if (highest(longitudes) - lowest(longitudes) >= ROUND) {
            throw new InvalidValueException("points", points, "a polygon must be narrower than 360 degrees");
        }
    }

    /** In units, for each point; they run on beyond the date line, below -180 or above 180 degrees. */
    public long[] longitudes() {
        return longitudes(points);
    }

    /** In units, for each point. */
    public long[] latitudes() {
        return points.stream().mapToLong(point -> units(point.latitude())).toArray();
    }

    private static long[] longitudes(List<GeoPoint> points) {
        long[] longitudes = new long[points.size()];
        for (int i = 0; i < longitudes.length; i++) {
            long given = units(points.get(i).longitude());
            longitudes[i] = i == 0 ? given : longitudes[i - 1] + step(longitudes[i - 1], given);
        }
        return longitudes;
    }

    /** From one longitude to another the short way. */
    private static long step(long from, long to) {
        long step = (to - from) % ROUND;
        if (step > ROUND / 2) {
            return step - ROUND;
        }
        return step < -ROUND / 2 ? step + ROUND : step;
    }

    /** Degrees in units, to the nearest; a half to the even one. */
    public static long units(double degrees) {
        return (long) Math.rint(degrees * UNITS);
    }

    @Override
    public boolean contains(GeoPoint place) {
        return contains(latitudes(), longitudes(), units(place.latitude()), units(place.longitude()));
    }

    private static boolean contains(long[] latitudes, long[] longitudes, long y, long longitude) {
        long x = longitude;
        if (x < lowest(longitudes)) {
            x += ROUND;
        } else if (x > highest(longitudes)) {
            x -= ROUND;
        }
        if (x < lowest(longitudes) || x > highest(longitudes) || y < lowest(latitudes) || y > highest(latitudes)) {
            return false;
        }
        boolean isInside = false;
        int from = latitudes.length - 1;
        for (int to = 0; to < latitudes.length; to++) {
            int side = side(x, y, longitudes[from], latitudes[from], longitudes[to], latitudes[to]);
            if (side == 0) {
                return true;
            }
            isInside ^= side > 0;
            from = to;
        }
        return isInside;
    }

    /**
     * How a piece of the line lies to a place that is within the polygon's box: 1 if a ray from the place eastward crosses
     * it, 0 if the place lies on it, otherwise -1. No product leaves the range of {@code long}.
     */
    public static int side(long x, long y, long x1, long y1, long x2, long y2) {
        long along = (x2 - x1) * (y - y1);
        long across = (x - x1) * (y2 - y1);
        if (along == across && isBetween(x, x1, x2) && isBetween(y, y1, y2)) {
            return 0;
        }
        boolean isLevel = (y1 > y) != (y2 > y);
        return isLevel && (y2 > y1 ? across < along : across > along) ? 1 : -1;
    }

    private static boolean isBetween(long value, long one, long other) {
        return value >= Math.min(one, other) && value <= Math.max(one, other);
    }

    private static long lowest(long[] values) {
        long lowest = values[0];
        for (long value : values) {
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }

    private static long highest(long[] values) {
        long highest = values[0];
        for (long value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }
}
