package dev.souk.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.GeoPoint;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import java.util.List;
import java.util.Set;

/** Circles and polygons of criteria: one object, or a list of them. */
final class PlaceJson {

    private static final String LATITUDE = "latitude";
    private static final String LONGITUDE = "longitude";
    private static final String RADIUS = "radiusKm";
    private static final String POLYGON = "polygon";

    private PlaceJson() {}

    static List<GeoArea> read(Part part) {
        return part.node().isArray() ? part.list(AlertCriteria.MAX_PLACES, PlaceJson::area) : List.of(area(part));
    }

    private static GeoArea area(Part part) {
        return part.object().find(POLYGON).isPresent() ? polygon(part) : circle(part);
    }

    private static GeoPolygon polygon(Part part) {
        Part points = part.object().onlyKeys(Set.of(POLYGON)).require(POLYGON);
        // The first point may stand once more at the end.
        List<GeoPoint> read = points.list(
                GeoPolygon.MAX_POINTS + 1, point -> point(point.object().onlyKeys(Set.of(LATITUDE, LONGITUDE))));
        return points.make(() -> new GeoPolygon(read));
    }

    private static GeoCircle circle(Part part) {
        ObjectPart near = part.object().onlyKeys(Set.of(LATITUDE, LONGITUDE, RADIUS));
        GeoPoint center = point(near);
        Part radius = near.require(RADIUS);
        double km = radius.real();
        return radius.make(() -> new GeoCircle(center, km));
    }

    private static GeoPoint point(ObjectPart point) {
        Part latitude = point.require(LATITUDE);
        Part longitude = point.require(LONGITUDE);
        double north = latitude.real();
        double east = longitude.real();
        latitude.make(() -> new GeoPoint(north, 0));
        return longitude.make(() -> new GeoPoint(north, east));
    }

    /** The object of a single one, or the list. */
    static JsonNode write(List<GeoArea> areas) {
        ArrayNode list = Json.newObject().putArray("near");
        areas.forEach(area -> put(list.addObject(), area));
        return areas.size() == 1 ? list.get(0) : list;
    }

    private static void put(ObjectNode node, GeoArea area) {
        if (area instanceof GeoCircle circle) {
            put(node, circle.center());
            node.put(RADIUS, circle.radiusKm());
        } else {
            ArrayNode points = node.putArray(POLYGON);
            ((GeoPolygon) area).points().forEach(point -> put(points.addObject(), point));
        }
    }

    private static void put(ObjectNode node, GeoPoint point) {
        node.put(LATITUDE, point.latitude()).put(LONGITUDE, point.longitude());
    }
}
