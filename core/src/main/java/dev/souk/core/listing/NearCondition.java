package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A circle on the Earth as a condition: first a box of latitudes and longitudes, which an index can serve, then the
 * distance by the same formula as {@link GeoPoint#distanceKm}.
 */
final class NearCondition {

    /** Degrees by which the box is wider than the circle, so that rounding cuts nothing off: about a metre. */
    private static final double SLACK = 1e-5;

    private NearCondition() {}

    static Condition of(GeoCircle circle) {
        return box(circle).and(distanceKm(circle.center()).le(circle.radiusKm()));
    }

    private static Condition box(GeoCircle circle) {
        double angle = circle.radiusKm() / GeoPoint.EARTH_RADIUS_KM;
        double reach = Math.toDegrees(angle) + SLACK;
        double south = circle.center().latitude() - reach;
        double north = circle.center().latitude() + reach;
        Condition latitudes = LISTING.LATITUDE.between(south, north);
        if (south <= -90 || north >= 90) {
            // A pole lies inside, and with it every longitude.
            return latitudes;
        }
        double widest =
                Math.sin(angle) / Math.cos(Math.toRadians(circle.center().latitude()));
        if (!(widest < 1)) {
            return latitudes;
        }
        double sideways = Math.toDegrees(Math.asin(widest)) + SLACK;
        double west = circle.center().longitude() - sideways;
        double east = circle.center().longitude() + sideways;
        if (east - west >= 360) {
            return latitudes;
        }
        if (west < -180) {
            return latitudes.and(LISTING.LONGITUDE.ge(west + 360).or(LISTING.LONGITUDE.le(east)));
        }
        if (east > 180) {
            return latitudes.and(LISTING.LONGITUDE.ge(west).or(LISTING.LONGITUDE.le(east - 360)));
        }
        return latitudes.and(LISTING.LONGITUDE.between(west, east));
    }

    static Field<Double> distanceKm(GeoPoint center) {
        Field<Double> haversine = DSL.field(
                "power(sin(radians({0} - {2}) / 2), 2)"
                        + " + cos(radians({2})) * cos(radians({0})) * power(sin(radians({1} - {3}) / 2), 2)",
                SQLDataType.DOUBLE,
                LISTING.LATITUDE,
                LISTING.LONGITUDE,
                degrees(center.latitude()),
                degrees(center.longitude()));
        return DSL.field(
                "{0} * asin(least(1, sqrt({1})))",
                SQLDataType.DOUBLE, degrees(2 * GeoPoint.EARTH_RADIUS_KM), haversine);
    }

    private static Field<Double> degrees(double value) {
        return DSL.val(value).cast(SQLDataType.DOUBLE);
    }
}
