package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;

/** A circle that is asked without trigonometry of its own, except near the rim. */
final class Circle {

    /** More than the rounding errors of either formula, as a share of the squared diameter. */
    private static final double RIM = 1e-14;

    private final GeoCircle exact;
    private final double x;
    private final double y;
    private final double z;
    private final double limit;

    Circle(GeoCircle exact) {
        this.exact = exact;
        x = x(exact.center());
        y = y(exact.center());
        z = z(exact.center());
        double half = Math.min(Math.PI / 2, exact.radiusKm() / (2 * GeoPoint.EARTH_RADIUS_KM));
        limit = Math.sin(half) * Math.sin(half);
    }

    /** The same answer as {@link GeoCircle#contains}. */
    boolean contains(GeoPoint place) {
        double dx = x(place) - x;
        double dy = y(place) - y;
        double dz = z(place) - z;
        double haversine = (dx * dx + dy * dy + dz * dz) / 4;
        return Math.abs(haversine - limit) < RIM ? exact.contains(place) : haversine < limit;
    }

    private static double x(GeoPoint place) {
        return Math.cos(Math.toRadians(place.latitude())) * Math.cos(Math.toRadians(place.longitude()));
    }

    private static double y(GeoPoint place) {
        return Math.cos(Math.toRadians(place.latitude())) * Math.sin(Math.toRadians(place.longitude()));
    }

    private static double z(GeoPoint place) {
        return Math.sin(Math.toRadians(place.latitude()));
    }
}
