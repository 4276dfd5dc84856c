package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.GeoPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoPolygonTest {

    /** With a dent from the north: (0, 0), (0, 4), (4, 4), (2, 2), (4, 0). */
    private static final GeoPolygon DENTED = new GeoPolygon(List.of(
            new GeoPoint(0, 0), new GeoPoint(0, 4), new GeoPoint(4, 4), new GeoPoint(2, 2), new GeoPoint(4, 0)));

    @ParameterizedTest
    @CsvSource({
        "1, 1, true",
        "3, 1, true",
        "3, 2, false",
        "2, 2, true",
        "0, 0, true",
        "0, 4, true",
        "0, 2, true",
        "3, 3, true",
        "3.0000001, 3, false",
        "2.9999999, 3, true",
        "-0.0000001, 2, false",
        "-0.00000004, 2, true",
        "1, 4.1, false",
        "1, -179, false",
        "90, 0, false",
    })
    void holdsWhatLiesWithinTheLineAndOnIt(double latitude, double longitude, boolean isInside) {
        assertThat(DENTED.contains(new GeoPoint(latitude, longitude))).isEqualTo(isInside);
    }

    @Test
    void isTheSameHoweverOftenItsLineIsClosed() {
        GeoPoint a = new GeoPoint(0, 0);
        GeoPoint b = new GeoPoint(0, 4);
        GeoPoint c = new GeoPoint(4, 4);

        GeoPolygon clickedTwice = new GeoPolygon(List.of(a, b, c, a, a, new GeoPoint(-0.0, -0.0)));

        assertThat(clickedTwice).isEqualTo(new GeoPolygon(List.of(a, b, c)));
        assertThat(new GeoPolygon(clickedTwice.points())).isEqualTo(clickedTwice);
        assertThatIllegalArgumentException().isThrownBy(() -> new GeoPolygon(List.of(a, b, a, a)));
        assertThatIllegalArgumentException().isThrownBy(() -> new GeoPolygon(List.of(a, b, new GeoPoint(-0.0, 0))));
    }

    @Test
    void goesTheShortWayAcrossTheDateLine() {
        GeoPolygon fiji = new GeoPolygon(List.of(
                new GeoPoint(-20, 177), new GeoPoint(-20, -178), new GeoPoint(-15, -178), new GeoPoint(-15, 177)));

        assertThat(fiji.contains(new GeoPoint(-17, 179))).isTrue();
        assertThat(fiji.contains(new GeoPoint(-17, -179))).isTrue();
        assertThat(fiji.contains(new GeoPoint(-17, 180))).isTrue();
        assertThat(fiji.contains(new GeoPoint(-17, -180))).isTrue();
        assertThat(fiji.contains(new GeoPoint(-17, -178))).isTrue();
        assertThat(fiji.contains(new GeoPoint(-17, -177.9))).isFalse();
        assertThat(fiji.contains(new GeoPoint(-17, 0))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSameWhereverTheLineBeginsAndWhicheverWayItGoes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            double east = random.nextInt(4) == 0 ? 176 : 10;
            Set<GeoPoint> corners = new LinkedHashSet<>();
            for (int wanted = 3 + random.nextInt(5); corners.size() < wanted; ) {
                corners.add(point(random, east));
            }
            List<GeoPoint> points = new ArrayList<>(corners);
            GeoPolygon one = new GeoPolygon(points);
            Collections.rotate(points, random.nextInt(points.size()));
            Collections.reverse(points);
            GeoPolygon other = new GeoPolygon(points);
            for (int j = 0; j < 20; j++) {
                GeoPoint place = point(random, east);
                assertThat(other.contains(place))
                        .as("seed %d: %s in %s", seed, place, one)
                        .isEqualTo(one.contains(place));
            }
            assertThat(points).as("seed %d: corners", seed).allMatch(one::contains);
        }
    }

    /** On a grid so coarse that it often lies on a line. */
    private static GeoPoint point(Random random, double east) {
        double longitude = east + random.nextInt(8);
        return new GeoPoint(random.nextInt(8), longitude > 180 ? longitude - 360 : longitude);
    }

    @Test
    void mayRepeatItsFirstPointAtTheEnd() {
        List<GeoPoint> closed = new ArrayList<>(DENTED.points());
        closed.add(closed.get(0));

        assertThat(new GeoPolygon(closed)).isEqualTo(DENTED);
    }

    @Test
    void refusesWhatIsNoPolygon() {
        GeoPoint point = new GeoPoint(1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GeoPolygon(List.of(point, new GeoPoint(2, 2), point)))
                .withMessageContaining("3 to 100 points: 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new GeoPolygon(Collections.nCopies(102, point)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new GeoPolygon(List.of(new GeoPoint(80, 0), new GeoPoint(80, 120), new GeoPoint(80, -120))))
                .withMessageContaining("cannot go round a pole");
    }
}
