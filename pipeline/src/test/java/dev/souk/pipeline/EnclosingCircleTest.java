package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnclosingCircleTest {

    private static final GeoPoint BERLIN = new GeoPoint(52.52, 13.4);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsEveryPlaceThatOneOfItsPartsHolds(long seed) {
        Random random = new Random(seed);
        int held = 0;
        int enclosed = 0;
        for (int round = 0; round < 150; round++) {
            double spread = List.of(0.01, 1.0, 30.0, 180.0).get(random.nextInt(4));
            GeoPoint around = new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
            List<GeoArea> areas = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                area(around, spread, random).ifPresent(areas::add);
            }
            Optional<GeoCircle> circle = areas.isEmpty() ? Optional.empty() : EnclosingCircle.of(areas);
            if (circle.isEmpty()) {
                continue;
            }
            enclosed++;
            for (int i = 0; i < 300; i++) {
                // Half of them anywhere, so that what is enclosed from outside would be noticed.
                GeoPoint place = near(around, i % 2 == 0 ? 2 * spread : 180, random);
                if (areas.stream().anyMatch(area -> area.contains(place))) {
                    held++;
                    assertThat(circle.get().contains(place))
                            .as("seed %d: %s holds %s of %s", seed, circle, place, areas)
                            .isTrue();
                }
            }
        }
        assertThat(enclosed).as("circles, seed %d", seed).isGreaterThan(80);
        assertThat(held).as("places, seed %d", seed).isGreaterThan(500);
    }

    private static Optional<GeoArea> area(GeoPoint around, double spread, Random random) {
        if (random.nextBoolean()) {
            double radius = Math.min(GeoCircle.MAX_RADIUS_KM, 1 + 111 * spread * random.nextDouble());
            return Optional.of(new GeoCircle(near(around, spread, random), radius));
        }
        List<GeoPoint> corners = new ArrayList<>();
        for (int i = 2 + random.nextInt(5); i >= 0; i--) {
            corners.add(near(around, spread, random));
        }
        try {
            return Optional.of(new GeoPolygon(corners));
        } catch (IllegalArgumentException goesRoundAPole) {
            return Optional.empty();
        }
    }

    private static GeoPoint near(GeoPoint around, double spread, Random random) {
        double latitude = around.latitude() + (2 * random.nextDouble() - 1) * spread;
        double longitude = around.longitude() + (2 * random.nextDouble() - 1) * spread;
        return new GeoPoint(
                Math.max(-90, Math.min(90, latitude)),
                longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }

    @Test
    void isHardlyWiderThanTwoCirclesNeed() {
        GeoCircle potsdam = new GeoCircle(new GeoPoint(52.4, 13.06), 5);
        GeoCircle berlin = new GeoCircle(BERLIN, 10);
        double needed = (berlin.center().distanceKm(potsdam.center()) + berlin.radiusKm() + potsdam.radiusKm()) / 2;

        GeoCircle circle = EnclosingCircle.of(List.of(potsdam, berlin)).orElseThrow();

        assertThat(circle.radiusKm()).isBetween(needed, 1.02 * needed);
    }

    @Test
    void isTheCircleThatHoldsTheOthers() {
        GeoCircle berlin = new GeoCircle(BERLIN, 40);

        GeoCircle circle = EnclosingCircle.of(
                        List.of(new GeoCircle(new GeoPoint(52.4, 13.06), 5), berlin, new GeoCircle(BERLIN, 1)))
                .orElseThrow();

        assertThat(circle.center()).isEqualTo(BERLIN);
        assertThat(circle.radiusKm()).isCloseTo(40, within(0.01));
    }

    @Test
    void isHardlyWiderThanASquareNeedsAlsoAcrossTheDateLine() {
        GeoPolygon square = new GeoPolygon(List.of(
                new GeoPoint(0.5, 179.5),
                new GeoPoint(0.5, -179.5),
                new GeoPoint(-0.5, -179.5),
                new GeoPoint(-0.5, 179.5)));
        double needed = new GeoPoint(0, 180).distanceKm(new GeoPoint(0.5, 179.5));

        GeoCircle circle = EnclosingCircle.of(List.of(square)).orElseThrow();

        assertThat(circle.radiusKm()).isBetween(needed, 1.06 * needed);
        assertThat(Math.abs(circle.center().longitude())).isCloseTo(180, within(0.05));
    }

    @Test
    void isNotTheHoleOfAPolygonThatGoesRoundNearlyAllTheEarth() {
        GeoPolygon nearlyAll = new GeoPolygon(List.of(
                new GeoPoint(-89, -179.9),
                new GeoPoint(-89, -60),
                new GeoPoint(-89, 60),
                new GeoPoint(-89, 179.9),
                new GeoPoint(89, 179.9),
                new GeoPoint(89, 60),
                new GeoPoint(89, -60),
                new GeoPoint(89, -179.9)));

        assertThat(EnclosingCircle.of(List.of(nearlyAll))).isEmpty();
    }
}
