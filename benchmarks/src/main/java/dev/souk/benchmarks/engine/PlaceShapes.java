package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoPolygon;
import java.util.List;
import java.util.stream.IntStream;

/** Circles, polygons, and places in words. */
final class PlaceShapes {

    private static final double NEAR_A_CITY_KM = 200;
    private static final double KM_PER_DEGREE = 111;

    static final List<Shape> ALL = List.of(
            Shape.of("circle alone", alert -> circles(1, 1, alert)),
            Shape.of("several circles", alert -> circles(3, 2, alert)),
            Shape.of("twenty circles", alert -> circles(AlertCriteria.MAX_PLACES, 2, alert)),
            Shape.of("twenty circles in category", alert -> {
                alert.criteria.category(alert.category);
                circles(AlertCriteria.MAX_PLACES, 20, alert);
            }),
            Shape.of("large circle", alert -> alert.criteria.near(alert.anywhere(), 300)),
            Shape.of("half the Earth", alert -> alert.criteria.near(alert.anywhere(), 10_000)),
            Shape.of(
                    "category and circle",
                    alert -> alert.criteria.category(alert.category).near(alert.around(10), 5)),
            Shape.of(
                    "word and circle",
                    alert -> alert.criteria.allOf(alert.word()).near(alert.around(10), 25)),
            Shape.of(
                    "usual price and circle",
                    alert -> alert.criteria.price(alert.usualPrice()).near(alert.around(10), 5)),
            Shape.orUnknown(
                    "circle or unknown",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .near(alert.around(NEAR_A_CITY_KM), 1)
                            .orUnknown(CriteriaClause.NEAR)
                            .price(alert.thinPrice())),
            Shape.orUnknown(
                    "circle or unknown, alone",
                    alert ->
                            alert.criteria.near(alert.around(NEAR_A_CITY_KM), 1).orUnknown(CriteriaClause.NEAR)),
            Shape.of("polygon", alert -> alert.criteria.near(polygon(3, 1, alert.around(NEAR_A_CITY_KM)))),
            Shape.of(
                    "polygon of a hundred points",
                    alert -> alert.criteria.near(polygon(GeoPolygon.MAX_POINTS, 5, alert.around(NEAR_A_CITY_KM)))),
            Shape.of(
                    "three polygons of a hundred points",
                    alert -> IntStream.range(0, 3)
                            .forEach(i -> alert.criteria.near(
                                    polygon(GeoPolygon.MAX_POINTS, 5, alert.around(NEAR_A_CITY_KM))))),
            Shape.of(
                    "subcategory and polygon",
                    alert -> alert.criteria.subcategory(alert.subcategory).near(polygon(10, 10, alert.around(10)))),
            Shape.of(
                    "polygon and circle",
                    alert -> alert.criteria
                            .near(polygon(10, 1, alert.around(NEAR_A_CITY_KM)))
                            .near(alert.around(NEAR_A_CITY_KM), 1)),
            Shape.orUnknown(
                    "polygon or unknown",
                    alert -> alert.criteria
                            .subcategory(alert.subcategory)
                            .near(polygon(10, 1, alert.around(NEAR_A_CITY_KM)))
                            .orUnknown(CriteriaClause.NEAR)
                            .price(alert.thinPrice())),
            Shape.of(
                    "place words",
                    alert -> alert.criteria.location(alert.city.name()).allOf(alert.word())),
            Shape.of("place words alone", alert -> alert.criteria.location(alert.city.name())),
            Shape.orUnknown(
                    "place words or unknown",
                    alert -> alert.criteria
                            .location(alert.city.name())
                            .orUnknown(CriteriaClause.LOCATION)
                            .allOf(alert.word())));

    private PlaceShapes() {}

    private static void circles(int number, double radiusKm, AlertDraft alert) {
        for (int i = 0; i < number; i++) {
            alert.criteria.near(alert.around(NEAR_A_CITY_KM), radiusKm);
        }
    }

    /** Regular, around that point. */
    private static GeoPolygon polygon(int points, double radiusKm, GeoPoint center) {
        double radius = radiusKm / KM_PER_DEGREE;
        return new GeoPolygon(IntStream.range(0, points)
                .mapToDouble(i -> 2 * Math.PI * i / points)
                .mapToObj(angle -> new GeoPoint(
                        center.latitude() + radius * Math.sin(angle), center.longitude() + radius * Math.cos(angle)))
                .toList());
    }
}
