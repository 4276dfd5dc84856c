package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPointTest {

    @ParameterizedTest(name = "{4} km")
    @CsvSource({
        // One degree of a great circle is R * pi / 180.
        "0, 0, 0, 1, 111.19508",
        "0, 0, 1, 0, 111.19508",
        "0, 179.5, 0, -179.5, 111.19508",
        "0, 180, 0, -180, 0",
        "89.5, 0, 89.5, 180, 111.19508",
        "90, 0, 90, 123, 0",
        "90, 0, -90, 0, 20015.1144",
        "0, 0, 0, 180, 20015.1144",
        // Berlin to Paris, London to New York.
        "52.52, 13.405, 48.8566, 2.3522, 877.46",
        "51.5074, -0.1278, 40.7128, -74.006, 5570.2",
    })
    void knowsDistancesAlsoAcrossTheDateLineAndAtThePoles(
            double latitude, double longitude, double otherLatitude, double otherLongitude, double km) {
        GeoPoint one = new GeoPoint(latitude, longitude);
        GeoPoint other = new GeoPoint(otherLatitude, otherLongitude);

        assertThat(one.distanceKm(other)).isEqualTo(km, within(0.05));
        assertThat(other.distanceKm(one)).isEqualTo(one.distanceKm(other));
    }

    @Test
    void refusesWhatIsNotOnEarthAndNamesTheCoordinate() {
        assertThatThrownBy(() -> new GeoPoint(90.1, 0)).hasMessageContaining("latitude");
        assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).hasMessageContaining("latitude");
        assertThatThrownBy(() -> new GeoPoint(0, -180.1)).hasMessageContaining("longitude");
        assertThatThrownBy(() -> new GeoPoint(0, Double.NaN)).hasMessageContaining("longitude");
    }
}
