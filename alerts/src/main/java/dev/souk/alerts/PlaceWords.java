package dev.souk.alerts;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a listing's place lies to the places demanded, in words. */
final class PlaceWords {

    private PlaceWords() {}

    static Clause near(List<GeoArea> areas, @Nullable GeoPoint point, boolean orUnknown) {
        if (point == null) {
            return Clause.unsaid(Kind.NEAR, "no place on the map is given", orUnknown)
                    .comparing(new Comparison.Near(areas, null, null));
        }
        Optional<GeoArea> around =
                areas.stream().filter(area -> area.contains(point)).findFirst();
        boolean isMet = around.isPresent();
        Optional<GeoCircle> told = around.isPresent()
                ? around.filter(GeoCircle.class::isInstance).map(GeoCircle.class::cast)
                : nearest(areas, point);
        String words = told.map(circle -> distance(circle, point))
                .orElse(isMet ? "the place is within the line on the map" : "the place is outside the line");
        String others = isMet || areas.size() == 1 ? "" : ", and it lies in none of the other places";
        return new Clause(Kind.NEAR, Outcome.of(isMet), words + others)
                .comparing(new Comparison.Near(areas, point, told.orElse(null)));
    }

    /** The circle whose rim is nearest; empty if there are only polygons. */
    private static Optional<GeoCircle> nearest(List<GeoArea> areas, GeoPoint point) {
        return areas.stream()
                .filter(GeoCircle.class::isInstance)
                .map(GeoCircle.class::cast)
                .min(Comparator.comparingDouble(circle -> circle.center().distanceKm(point) - circle.radiusKm()));
    }

    private static String distance(GeoCircle circle, GeoPoint point) {
        double distance = circle.center().distanceKm(point);
        String radius =
                BigDecimal.valueOf(circle.radiusKm()).stripTrailingZeros().toPlainString();
        return "distance %s km is %s %s km"
                .formatted(rounded(distance, circle.radiusKm()), circle.contains(point) ? "within" : "beyond", radius);
    }

    /** With one decimal, or as many as it takes for the number to stand on its own side of the limit. */
    private static String rounded(double distance, double limit) {
        BigDecimal exact = BigDecimal.valueOf(distance);
        for (int decimals = 1; decimals < exact.scale(); decimals++) {
            BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
            if (distance <= limit == rounded.doubleValue() <= limit) {
                return rounded.toPlainString();
            }
        }
        return exact.toPlainString();
    }
}
