package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A part of the Earth as a condition. A circle: first squares of the map, which an index can serve, then a box of latitudes and
 * longitudes, then the distance by the same formula as {@link GeoPoint#distanceKm}.
 */
final class NearCondition {

    private NearCondition() {}

    static Condition of(GeoArea area) {
        if (area instanceof GeoCircle circle) {
            return within(GeoBox.around(circle)).and(distanceKm(circle.center()).le(circle.radiusKm()));
        }
        GeoPolygon polygon = (GeoPolygon) area;
        return within(GeoBox.around(polygon)).and(PolygonCondition.of(polygon));
    }

    private static Condition within(GeoBox box) {
        return GridSquares.condition(box).orElseGet(DSL::noCondition).and(degrees(box));
    }

    private static Condition degrees(GeoBox box) {
        Condition latitudes = LISTING.LATITUDE.between(box.south(), box.north());
        if (box.hasEveryLongitude()) {
            return latitudes;
        }
        if (box.west() < -180) {
            return latitudes.and(LISTING.LONGITUDE.ge(box.west() + 360).or(LISTING.LONGITUDE.le(box.east())));
        }
        if (box.east() > 180) {
            return latitudes.and(LISTING.LONGITUDE.ge(box.west()).or(LISTING.LONGITUDE.le(box.east() - 360)));
        }
        return latitudes.and(LISTING.LONGITUDE.between(box.west(), box.east()));
    }

    /** To the nearest of the centres of circles; at least one. */
    static Field<Double> distanceKm(List<GeoArea> areas) {
        List<Field<Double>> distances = areas.stream()
                .filter(GeoCircle.class::isInstance)
                .map(circle -> distanceKm(((GeoCircle) circle).center()))
                .toList();
        return distances.size() == 1
                ? distances.get(0)
                : DSL.least(
                        distances.get(0), distances.subList(1, distances.size()).toArray(Field<?>[]::new));
    }

    /*
     * PostgreSQL fails where a result is zero by rounding alone, as a square or a half of the smallest numbers is: one
     * listing so near to the equator would end every search there. So each angle is a little more than it is, which
     * changes none that can be told from zero; and since neither cosine nor the square of a sine asks for the sign, it is
     * left out.
     */
    private static Field<Double> distanceKm(GeoPoint center) {
        Field<Double> haversine = DSL.field(
                "power(sin({0} / 2), 2) + cos({1}) * cos({2}) * power(sin({3} / 2), 2)",
                SQLDataType.DOUBLE,
                angle(LISTING.LATITUDE.minus(degrees(center.latitude()))),
                angle(degrees(center.latitude())),
                angle(LISTING.LATITUDE),
                angle(LISTING.LONGITUDE.minus(degrees(center.longitude()))));
        return DSL.field(
                "{0} * asin(least(1, sqrt({1})))",
                SQLDataType.DOUBLE, degrees(2 * GeoPoint.EARTH_RADIUS_KM), haversine);
    }

    private static Field<Double> angle(Field<Double> degrees) {
        return DSL.field("radians(abs({0}) + cast(1e-100 as double precision))", SQLDataType.DOUBLE, degrees);
    }

    private static Field<Double> degrees(double value) {
        return DSL.val(value).cast(SQLDataType.DOUBLE);
    }
}
