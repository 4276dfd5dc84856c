package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;

/** A place on the Earth as a point on a sphere of radius 1, where a distance takes no trigonometry. */
record SpacePoint(double x, double y, double z) {

    static SpacePoint of(GeoPoint place) {
        double latitude = Math.toRadians(place.latitude());
        double longitude = Math.toRadians(place.longitude());
        double level = Math.cos(latitude);
        return new SpacePoint(level * Math.cos(longitude), level * Math.sin(longitude), Math.sin(latitude));
    }

    /** The square of the straight line between two points so far from one another along the ground. */
    static double squareOfChord(double km) {
        double chord = 2 * Math.sin(km / GeoPoint.EARTH_RADIUS_KM / 2);
        return chord * chord;
    }
}
