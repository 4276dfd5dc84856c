package dev.souk.core.listing;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/**
 * Latitudes and longitudes that hold a circle or a polygon on the Earth, in degrees. Where it crosses the date line, {@code west} is
 * below -180 or {@code east} above 180.
 */
record GeoBox(double south, double north, double west, double east) {

    /** Degrees by which the box is wider than the circle, so that rounding cuts nothing off: about a metre. */
    private static final double SLACK = 1e-5;

    static GeoBox around(GeoCircle circle) {
        double angle = circle.radiusKm() / GeoPoint.EARTH_RADIUS_KM;
        double reach = Math.toDegrees(angle) + SLACK;
        double south = circle.center().latitude() - reach;
        double north = circle.center().latitude() + reach;
        double widest =
                Math.sin(angle) / Math.cos(Math.toRadians(circle.center().latitude()));
        if (south <= -90 || north >= 90 || !(widest < 1)) {
            // A pole lies inside, and with it every longitude.
            return new GeoBox(south, north, -180, 180);
        }
        double sideways = Math.toDegrees(Math.asin(widest)) + SLACK;
        double longitude = circle.center().longitude();
        return new GeoBox(south, north, longitude - sideways, longitude + sideways);
    }

    static GeoBox around(GeoPolygon polygon) {
        LongSummaryStatistics latitudes = LongStream.of(polygon.latitudes()).summaryStatistics();
        LongSummaryStatistics longitudes = LongStream.of(polygon.longitudes()).summaryStatistics();
        return new GeoBox(
                degrees(latitudes.getMin()) - SLACK,
                degrees(latitudes.getMax()) + SLACK,
                degrees(longitudes.getMin()) - SLACK,
                degrees(longitudes.getMax()) + SLACK);
    }

    private static double degrees(long units) {
        return (double) units / GeoPolygon.UNITS;
    }

    boolean hasEveryLongitude() {
        return east - west >= 360;
    }
}
