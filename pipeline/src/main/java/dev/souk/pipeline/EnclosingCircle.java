package dev.souk.pipeline;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A circle around several parts of the Earth: whatever lies in one of them lies in it. It is wider than the smallest by a
 * hundredth or so, since it is found step by step (Badoiu and Clarkson, "Smaller core-sets for balls", 2003): from where
 * one stands, towards what reaches farthest, each time by a smaller part of the way.
 */
final class EnclosingCircle {

    private static final int STEPS = 200;

    /** Of a piece of a polygon's line, so that few places beside it are enclosed too. */
    private static final int MAX_PARTS = 16;

    /** For what is lost in rounding, in kilometres. */
    private static final double SPARE_KM = 0.001;

    private static final double HALF_ROUND_KM = Math.PI * GeoPoint.EARTH_RADIUS_KM;

    private EnclosingCircle() {}

    /** Empty if no circle is known, since they are all around the Earth. */
    static Optional<GeoCircle> of(List<GeoArea> areas) {
        List<GeoCircle> parts = new ArrayList<>();
        areas.forEach(area -> {
            if (area instanceof GeoPolygon polygon) {
                addLine(polygon, parts);
            } else {
                parts.add((GeoCircle) area);
            }
        });
        GeoPoint center = rounded(center(parts));
        double radius = reachKm(center, parts) + SPARE_KM;
        // What is enclosed is the line of a polygon; it could go round all that is outside the circle.
        boolean isEnclosed = radius < HALF_ROUND_KM
                && areas.stream().noneMatch(area -> area instanceof GeoPolygon && area.contains(opposite(center)));
        return isEnclosed ? Optional.of(new GeoCircle(center, radius)) : Optional.empty();
    }

    /** Each part of the line lies within a circle around its middle, of half its length. */
    private static void addLine(GeoPolygon polygon, List<GeoCircle> circles) {
        long[] latitudes = polygon.latitudes();
        long[] longitudes = polygon.longitudes();
        int from = latitudes.length - 1;
        for (int to = 0; to < latitudes.length; to++) {
            double high = degrees(latitudes[to] - latitudes[from]);
            double wide = degrees(longitudes[to] - longitudes[from]);
            addPiece(degrees(latitudes[from]), degrees(longitudes[from]), high, wide, circles);
            from = to;
        }
    }

    private static void addPiece(double latitude, double longitude, double high, double wide, List<GeoCircle> circles) {
        int parts = (int) Math.max(1, Math.min(MAX_PARTS, Math.ceil(lengthKm(latitude, high, wide))));
        for (int part = 0; part < parts; part++) {
            double lowest = latitude + high * part / parts;
            double length = lengthKm(lowest, high / parts, wide / parts);
            GeoPoint middle = new GeoPoint(lowest + high / parts / 2, wrapped(longitude + wide * (part + 0.5) / parts));
            circles.add(new GeoCircle(middle, Math.max(SPARE_KM, length / 2)));
        }
    }

    /** At most: as if all of it were as near to the equator as its nearest end. */
    private static double lengthKm(double latitude, double high, double wide) {
        boolean isAcross = (latitude < 0) != (latitude + high < 0);
        double nearest = isAcross ? 0 : Math.min(Math.abs(latitude), Math.abs(latitude + high));
        return Math.toRadians(Math.hypot(high, wide * Math.cos(Math.toRadians(nearest)))) * GeoPoint.EARTH_RADIUS_KM;
    }

    private static double degrees(long units) {
        return (double) units / GeoPolygon.UNITS;
    }

    private static double wrapped(double longitude) {
        return longitude - 360 * Math.rint(longitude / 360);
    }

    /** To about ten metres: it becomes part of an address. */
    private static GeoPoint rounded(GeoPoint place) {
        return new GeoPoint(Math.rint(place.latitude() * 1e4) / 1e4, Math.rint(place.longitude() * 1e4) / 1e4);
    }

    private static GeoPoint center(List<GeoCircle> circles) {
        GeoPoint at = circles.stream()
                .max(Comparator.comparingDouble(GeoCircle::radiusKm))
                .orElseThrow()
                .center();
        GeoPoint best = at;
        double least = reachKm(at, circles);
        for (int step = 2; step < STEPS + 2; step++) {
            GeoPoint here = at;
            GeoCircle farthest = circles.stream()
                    .max(Comparator.comparingDouble(circle -> reachKm(here, circle)))
                    .orElseThrow();
            if (here.distanceKm(farthest.center()) == 0) {
                return here; // any other place is farther from it
            }
            at = towards(here, farthest.center(), reachKm(here, farthest) / step);
            double reach = reachKm(at, circles);
            if (reach < least) {
                least = reach;
                best = at;
            }
        }
        return best;
    }

    private static double reachKm(GeoPoint center, List<GeoCircle> circles) {
        return circles.stream()
                .mapToDouble(circle -> reachKm(center, circle))
                .max()
                .orElseThrow();
    }

    private static double reachKm(GeoPoint center, GeoCircle circle) {
        return center.distanceKm(circle.center()) + circle.radiusKm();
    }

    private static GeoPoint opposite(GeoPoint place) {
        return new GeoPoint(-place.latitude(), wrapped(place.longitude() + 180));
    }

    /** So far along the great circle from one place to another. */
    private static GeoPoint towards(GeoPoint from, GeoPoint to, double km) {
        double latitude = Math.toRadians(from.latitude());
        double other = Math.toRadians(to.latitude());
        double apart = Math.toRadians(to.longitude() - from.longitude());
        double bearing = Math.atan2(
                Math.sin(apart) * Math.cos(other),
                Math.cos(latitude) * Math.sin(other) - Math.sin(latitude) * Math.cos(other) * Math.cos(apart));
        double way = km / GeoPoint.EARTH_RADIUS_KM;
        double sine = Math.sin(latitude) * Math.cos(way) + Math.cos(latitude) * Math.sin(way) * Math.cos(bearing);
        double reached = Math.asin(Math.max(-1, Math.min(1, sine)));
        double turned = Math.atan2(
                Math.sin(bearing) * Math.sin(way) * Math.cos(latitude),
                Math.cos(way) - Math.sin(latitude) * Math.sin(reached));
        return new GeoPoint(Math.toDegrees(reached), wrapped(from.longitude() + Math.toDegrees(turned)));
    }
}
