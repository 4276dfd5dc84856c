package dev.souk.model;

/**
 * A place on Earth in degrees (WGS 84): latitude -90 to 90, longitude -180 to 180.
 */
public record GeoPoint(double latitude, double longitude) {

    /** Mean radius of the Earth in kilometres (IUGG R1). Every distance in Souk uses this one. */
    public static final double EARTH_RADIUS_KM = 6371.0087714;

    /** Checks the ranges; NaN is refused, and -0.0 becomes 0.0. */
    public GeoPoint {
        latitude += 0.0;
        longitude += 0.0;
        if (!(Math.abs(latitude) <= 90)) {
            throw new InvalidValueException("latitude", latitude, "latitude must be -90 to 90: " + latitude);
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new InvalidValueException("longitude", longitude, "longitude must be -180 to 180: " + longitude);
        }
    }

    /**
     * Great-circle distance in kilometres, by the haversine formula (Sinnott, "Virtues of the Haversine", 1984), which
     * is also right across the date line and at the poles.
     */
    public double distanceKm(GeoPoint other) {
        double dLat = Math.toRadians(other.latitude - latitude);
        double dLon = Math.toRadians(other.longitude - longitude);
        double sinLat = Math.sin(dLat / 2);
        double sinLon = Math.sin(dLon / 2);
        double a = sinLat * sinLat
                + Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(other.latitude)) * sinLon * sinLon;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
