package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.GeoCircle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoCellsTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aCircleLiesInFewCellsAndEveryPlaceInItInOneOfThem(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            GeoCircle circle = new GeoCircle(point(random), Math.exp(random.nextDouble() * 14 - 5) / 1.2);
            int level = GeoCells.level(circle.radiusKm());

            List<Long> cells = new ArrayList<>();
            GeoCells.cover(circle, level, cells::add);

            assertThat(cells)
                    .as("seed %d, %s", seed, circle)
                    .hasSizeLessThanOrEqualTo(40)
                    .doesNotHaveDuplicates();
            HashSet<Long> covered = new HashSet<>(cells);
            for (int i = 0; i < 20; i++) {
                GeoPoint place = onOrWithin(circle, random);
                if (circle.contains(place)) {
                    assertThat(covered)
                            .as("seed %d, %s of %s", seed, place, circle)
                            .contains(GeoCells.cell(place, level));
                }
            }
        }
    }

    /** Often at the date line or a pole. */
    static GeoPoint point(Random random) {
        double latitude =
                random.nextInt(4) == 0 ? 90 - Math.pow(10, -random.nextInt(6)) : random.nextDouble() * 180 - 90;
        double longitude =
                random.nextInt(3) == 0 ? 180 - Math.pow(10, -random.nextInt(6)) : random.nextDouble() * 360 - 180;
        return new GeoPoint(random.nextBoolean() ? latitude : -latitude, random.nextBoolean() ? longitude : -longitude);
    }

    /** The place at a random bearing, mostly near the rim. */
    static GeoPoint onOrWithin(GeoCircle circle, Random random) {
        double share = random.nextBoolean() ? 1 : Math.sqrt(random.nextDouble());
        double angle = Math.min(Math.PI, circle.radiusKm() * share / GeoPoint.EARTH_RADIUS_KM);
        double bearing = random.nextDouble() * 2 * Math.PI;
        double phi = Math.toRadians(circle.center().latitude());
        double sine = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
        double latitude = Math.asin(Math.max(-1, Math.min(1, sine)));
        double turn =
                Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * sine);
        double longitude = circle.center().longitude() + Math.toDegrees(turn);
        return new GeoPoint(
                Math.max(-90, Math.min(90, Math.toDegrees(latitude))),
                longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }
}
