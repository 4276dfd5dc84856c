package dev.souk.model.alert;

import dev.souk.model.GeoPoint;

/** A part of the Earth where a listing must be. */
public sealed interface GeoArea permits GeoCircle, GeoPolygon {

    /** Whether the place lies in it, the rim included. */
    boolean contains(GeoPoint place);
}
