package dev.souk.model.alert;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;

/**
 * All places within a distance of a point, the rim included.
 *
 * @param radiusKm in kilometres, above 0 and at most {@value #MAX_RADIUS_KM} (half way round the Earth)
 */
public record GeoCircle(GeoPoint center, double radiusKm) implements GeoArea {

    /** The greatest radius. */
    public static final double MAX_RADIUS_KM = 20_038;

    /** Checks the radius; NaN is refused. */
    public GeoCircle {
        if (!(radiusKm > 0 && radiusKm <= MAX_RADIUS_KM)) {
            throw new InvalidValueException(
                    "radiusKm", radiusKm, "radius must be above 0 and at most 20038 km: " + radiusKm);
        }
    }

    @Override
    public boolean contains(GeoPoint place) {
        return center.distanceKm(place) <= radiusKm;
    }
}
