package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A place on the line of a polygon, on a corner of it or at the date line is answered as the model does. */
class AreasTest {

    private static final int ALERTS = 60;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void placesOnLinesAndCornersAreWhereTheModelSaysTheyAre(long seed) {
        Random random = new Random(seed);
        AlertEngine engine = new AlertEngine();
        List<List<GeoArea>> areas = new ArrayList<>();
        for (int id = 0; id < ALERTS; id++) {
            List<GeoArea> near = areas(random);
            areas.add(near);
            AlertCriteria.Builder criteria = AlertCriteria.builder();
            near.forEach(criteria::near);
            engine.register(Alert.of(id + 1L, 1, "a", criteria.build(), ""));
        }

        for (int latitude = -3; latitude <= 3; latitude++) {
            for (int longitude = -183; longitude <= -177; longitude++) {
                GeoPoint place = new GeoPoint(latitude, longitude < -180 ? longitude + 360 : longitude);
                assertThat(engine.match(at(place)))
                        .as("seed %d: %s", seed, place)
                        .containsExactly(holding(areas, place));
            }
        }
    }

    private static long[] holding(List<List<GeoArea>> areas, GeoPoint place) {
        return LongStream.rangeClosed(1, areas.size())
                .filter(id -> areas.get((int) id - 1).stream().anyMatch(area -> area.contains(place)))
                .toArray();
    }

    /** With corners on whole degrees on both sides of the date line, where the places lie too; some beside a circle. */
    private static List<GeoArea> areas(Random random) {
        Set<GeoPoint> corners = new LinkedHashSet<>();
        for (int wanted = 3 + random.nextInt(3); corners.size() < wanted; ) {
            int longitude = -182 + random.nextInt(5);
            corners.add(new GeoPoint(random.nextInt(5) - 2, longitude < -180 ? longitude + 360 : longitude));
        }
        List<GeoArea> areas = new ArrayList<>(List.of(new GeoPolygon(List.copyOf(corners))));
        if (random.nextInt(3) == 0) {
            areas.add(new GeoCircle(new GeoPoint(random.nextInt(5) - 2, -179), 112));
        }
        return areas;
    }

    @Test
    void aPolygonThatBeginsAtTheDateLineHoldsItInBothSpellings() {
        AlertEngine engine = new AlertEngine();
        GeoPolygon east = new GeoPolygon(
                List.of(new GeoPoint(0, -180), new GeoPoint(0, -178), new GeoPoint(2, -178), new GeoPoint(2, -180)));
        engine.register(Alert.of(1, 1, "a", AlertCriteria.builder().near(east).build(), ""));

        assertThat(engine.match(at(new GeoPoint(1, 180)))).containsExactly(1);
        assertThat(engine.match(at(new GeoPoint(1, -180)))).containsExactly(1);
        assertThat(engine.match(at(new GeoPoint(2, -178)))).containsExactly(1);
        assertThat(engine.match(at(new GeoPoint(1, 179)))).isEmpty();
    }

    private static Listing at(GeoPoint place) {
        return Listing.builder(new ListingKey(new SourceId("fake"), "1"), "Bike", URI.create("https://example.org/1"))
                .point(place)
                .build();
    }
}
