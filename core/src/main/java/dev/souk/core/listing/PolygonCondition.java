package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;

import dev.souk.model.alert.GeoPolygon;
import java.util.stream.LongStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A polygon as a condition, by the same whole numbers as {@link GeoPolygon#contains}: PostgreSQL rounds a half to the even
 * neighbour as Java's {@code rint} does, and the rest is exact.
 */
final class PolygonCondition {

    /*
     * Only a place within the box is put to the pieces of the line, since no product then leaves the range of a bigint;
     * CASE keeps that order, AND would not.
     */

    private static final String IS_INSIDE = """
            (select case when y between {2} and {3} and x between {4} and {5} then (
                select bool_or(along = across
                        and x between least(x1, x2) and greatest(x1, x2) and y between least(y1, y2) and greatest(y1, y2))
                    or count(*) filter (where (y1 > y) <> (y2 > y)
                        and case when y2 > y1 then across < along else across > along end) % 2 = 1
                from unnest({6}, {7}, {8}, {9}) as line (x1, y1, x2, y2),
                    lateral (select (x2 - x1) * (y - y1) as along, (x - x1) * (y2 - y1) as across) as side)
                else false end
            from (select cast(round({0} * {10}) as bigint) as y,
                    cast(round({1} * {10}) as bigint) as longitude) as rounded,
                lateral (select longitude
                    + case when longitude < {4} then {11} when longitude > {5} then -{11} else 0 end as x) as shifted)""";

    private PolygonCondition() {}

    static Condition of(GeoPolygon polygon) {
        long[] x = polygon.longitudes();
        long[] y = polygon.latitudes();
        return DSL.condition(
                IS_INSIDE,
                LISTING.LATITUDE,
                LISTING.LONGITUDE,
                number(LongStream.of(y).min().orElseThrow()),
                number(LongStream.of(y).max().orElseThrow()),
                number(LongStream.of(x).min().orElseThrow()),
                number(LongStream.of(x).max().orElseThrow()),
                array(x, 0),
                array(y, 0),
                array(x, 1),
                array(y, 1),
                DSL.field("cast({0} as double precision)", DSL.inline(GeoPolygon.UNITS)),
                number(GeoPolygon.ROUND));
    }

    private static Field<?> number(long units) {
        return DSL.field("cast({0} as bigint)", DSL.val(units));
    }

    /** The coordinates, beginning with the first or the second point. */
    private static Field<?> array(long[] coordinates, int first) {
        Long[] turned = new Long[coordinates.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = coordinates[(i + first) % turned.length];
        }
        return DSL.field("cast({0} as bigint[])", DSL.val(turned));
    }
}
