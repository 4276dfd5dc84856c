package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;

/** A circle that is asked without trigonometry of its own, except near the rim. */
final class Circle {

    /** More than the rounding errors of either formula, as a share of the squared diameter. */
    private static final double RIM = 1e-14;

    private final GeoCircle exact;
    private final Direction center;
    private final double limit;

    Circle(GeoCircle exact) {
        this.exact = exact;
        center = Direction.of(exact.center());
        double half = Math.min(Math.PI / 2, exact.radiusKm() / (2 * GeoPoint.EARTH_RADIUS_KM));
        limit = Math.sin(half) * Math.sin(half);
    }

    /** The same answer as {@link GeoCircle#contains}. */
    boolean contains(Direction place) {
        double dx = place.x - center.x;
        double dy = place.y - center.y;
        double dz = place.z - center.z;
        double haversine = (dx * dx + dy * dy + dz * dz) / 4;
        return Math.abs(haversine - limit) < RIM ? exact.contains(place.point) : haversine < limit;
    }

    /** A place as seen from the centre of the Earth. */
    record Direction(GeoPoint point, double x, double y, double z) {

        static Direction of(GeoPoint point) {
            double latitude = Math.toRadians(point.latitude());
            double longitude = Math.toRadians(point.longitude());
            double fromAxis = Math.cos(latitude);
            return new Direction(
                    point, fromAxis * Math.cos(longitude), fromAxis * Math.sin(longitude), Math.sin(latitude));
        }
    }
}
