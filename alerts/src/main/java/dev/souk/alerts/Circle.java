package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;

/**
 * A circle as seven numbers of double precision, which is asked without trigonometry of its own, except near the rim: the
 * direction of its centre, the square of half its chord, then latitude, longitude and radius as they were given.
 */
final class Circle {

    /** Elements that it takes in a {@link Program}. */
    static final int SIZE = 14;

    /** More than the rounding errors of either formula, as a share of the squared diameter. */
    private static final double RIM = 1e-14;

    private Circle() {}

    static double[] numbers(GeoCircle circle) {
        double half = Math.min(Math.PI / 2, circle.radiusKm() / (2 * GeoPoint.EARTH_RADIUS_KM));
        GeoPoint center = circle.center();
        double[] direction = direction(center);
        return new double[] {
            direction[0],
            direction[1],
            direction[2],
            Math.sin(half) * Math.sin(half),
            center.latitude(),
            center.longitude(),
            circle.radiusKm()
        };
    }

    /** A place as seen from the centre of the Earth. */
    static double[] direction(GeoPoint point) {
        double latitude = Math.toRadians(point.latitude());
        double longitude = Math.toRadians(point.longitude());
        double fromAxis = Math.cos(latitude);
        return new double[] {fromAxis * Math.cos(longitude), fromAxis * Math.sin(longitude), Math.sin(latitude)};
    }

    /** The same answer as {@link GeoCircle#contains}. */
    static boolean contains(int[] program, int at, GeoPoint place, double[] direction) {
        double dx = direction[0] - number(program, at, 0);
        double dy = direction[1] - number(program, at, 1);
        double dz = direction[2] - number(program, at, 2);
        double haversine = (dx * dx + dy * dy + dz * dz) / 4;
        double limit = number(program, at, 3);
        return Math.abs(haversine - limit) < RIM ? circle(program, at).contains(place) : haversine < limit;
    }

    /** The circle as it was given. */
    static GeoCircle circle(int[] program, int at) {
        GeoPoint center = new GeoPoint(number(program, at, 4), number(program, at, 5));
        return new GeoCircle(center, number(program, at, 6));
    }

    private static double number(int[] program, int at, int which) {
        return Double.longBitsToDouble(Program.wide(program, at + 2 * which));
    }
}
