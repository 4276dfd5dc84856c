package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where values are as low, as high or as near to one another as they can be. Every alert there is put to every listing. */
class AtTheLimitsTest {

    private static final List<Double> LATITUDES =
            List.of(-90.0, -89.9999999, -45.0, -1e-7, 0.0, Double.MIN_VALUE, 1e-7, 52.52, 89.9999999, 90.0);
    private static final List<Double> LONGITUDES =
            List.of(-180.0, -179.9999999, -90.0, -1e-7, 0.0, 1e-200, 13.405, 179.9999999, 180.0);
    private static final List<Double> RADII = List.of(
            Double.MIN_VALUE,
            1e-9,
            0.001,
            0.6,
            1.2,
            1.3,
            9.77,
            19.5,
            20.1,
            625.0,
            2_501.9,
            5_000.0,
            5_000.1,
            10_007.5,
            10_008.0,
            15_000.0,
            20_015.0,
            20_015.2,
            20_038.0);
    private static final List<String> AMOUNTS = List.of(
            "0",
            "0.0001",
            "0.01",
            "0.0101",
            "1",
            "1.0001",
            "99.9999",
            "100",
            "127.9999",
            "128",
            "511",
            "4294967295",
            "922337203685477.5807",
            "922337203685477.5808",
            "999999999999999.9998",
            "999999999999999.9999");
    private static final List<String> NUMBERS = List.of(
            "0",
            "0.000000001",
            "-0.000000001",
            "0.999999999",
            "1",
            "-1",
            "-1.5",
            "3191",
            "4095",
            "4095.5",
            "4096",
            "4097",
            "-4095",
            "-4096",
            "-4097",
            "1900",
            "2147483648",
            "999999999999999.999999999",
            "-999999999999999.999999999");
    private static final List<String> DAYS = List.of(
            "0001-01-01",
            "1899-12-31",
            "1900-01-01",
            "1900-02-01",
            "2000-02-29",
            "2241-03-31",
            "2241-04-30",
            "2241-05-01",
            "9999-12-31");
    private static final List<AttributeOperator> COMPARING = List.of(
            AttributeOperator.EQUAL,
            AttributeOperator.NOT_EQUAL,
            AttributeOperator.LESS,
            AttributeOperator.AT_MOST,
            AttributeOperator.GREATER,
            AttributeOperator.AT_LEAST);

    private final List<Alert> alerts = new ArrayList<>();

    /** Filed by the clause, and by the word, where it is asked beside the marks. */
    private void alert(Consumer<AlertCriteria.Builder> clause) {
        for (boolean withWord : new boolean[] {false, true}) {
            AlertCriteria.Builder criteria = AlertCriteria.builder();
            clause.accept(criteria);
            if (withWord) {
                criteria.allOf("flat");
            }
            long id = alerts.size() + 1L;
            alerts.add(Alert.of(id, 1, "alert", criteria.build(), ""));
        }
    }

    private static Listing.Builder listing() {
        return Listing.builder(
                new ListingKey(new SourceId("example"), "1"), "Flat", URI.create("https://example.org/1"));
    }

    private void assertSameAsAskingEvery(Stream<Listing.Builder> listings) {
        List<Listing> all = listings.map(Listing.Builder::build).toList();
        for (ExchangeRates rates : List.of(ExchangeRates.NONE, SmallWorld.RATES)) {
            AlertEngine engine = new AlertEngine();
            engine.setExchangeRates(rates);
            alerts.forEach(engine::register);
            all.forEach(listing -> assertThat(engine.match(listing, SmallWorld.NOW))
                    .as(listing::toString)
                    .isEqualTo(AskingEveryAlert.match(alerts, listing, rates)));
        }
    }

    private static List<GeoPoint> points() {
        return LATITUDES.stream()
                .flatMap(latitude -> LONGITUDES.stream().map(longitude -> new GeoPoint(latitude, longitude)))
                .toList();
    }

    @Test
    void circlesHoldWhatIsWithinThem() {
        points().forEach(center -> RADII.forEach(radius -> alert(criteria -> criteria.near(center, radius))));

        assertSameAsAskingEvery(points().stream().map(point -> listing().point(point)));
    }

    @Test
    void polygonsHoldWhatIsWithinThem() {
        for (double[] box : new double[][] {
            {-90, -180, 90, 0},
            {-90, 0, 90, 180},
            {-90, 90, 90, -90},
            {89.9999999, -180, 90, -179.9999999},
            {-90, 179.9999999, -89.9999999, -180},
            {0, 179.9999999, 1e-7, -179.9999999},
            {-1e-7, -1e-7, 1e-7, 1e-7},
        }) {
            GeoPolygon polygon = new GeoPolygon(List.of(
                    new GeoPoint(box[0], box[1]),
                    new GeoPoint(box[0], box[3]),
                    new GeoPoint(box[2], box[3]),
                    new GeoPoint(box[2], box[1])));
            alert(criteria -> criteria.near(polygon));
        }
        alert(criteria -> criteria.near(new GeoPolygon(List.of(
                new GeoPoint(-1, -179),
                new GeoPoint(-1, -60),
                new GeoPoint(-1, 60),
                new GeoPoint(-1, 180),
                new GeoPoint(1, 180),
                new GeoPoint(1, 60),
                new GeoPoint(1, -60),
                new GeoPoint(1, -179)))));

        assertSameAsAskingEvery(points().stream().map(point -> listing().point(point)));
    }

    @Test
    void pricesLieInTheirRanges() {
        for (@Nullable BigDecimal min : amounts()) {
            for (@Nullable BigDecimal max : amounts()) {
                if ((min != null || max != null) && (min == null || max == null || min.compareTo(max) <= 0)) {
                    alert(criteria -> criteria.price(new PriceRange(min, max, "EUR")));
                    alert(criteria -> criteria.price(new PriceRange(min, max, "EUR").orUnknown())
                            .category("flats"));
                }
            }
        }
        AMOUNTS.forEach(amount ->
                alerts.add(Alert.of(alerts.size() + 1L, 1, "query", AlertCriteria.ANYTHING, "price:" + amount + "..")));
        AMOUNTS.forEach(amount ->
                alerts.add(Alert.of(alerts.size() + 1L, 1, "query", AlertCriteria.ANYTHING, "price:.." + amount)));

        assertSameAsAskingEvery(Stream.concat(
                AMOUNTS.stream().map(amount -> listing().category("flats").price(Money.of(amount, "EUR"))),
                Stream.of(listing().category("flats"), listing())));
    }

    /** And none. */
    private static List<@Nullable BigDecimal> amounts() {
        List<@Nullable BigDecimal> amounts = new ArrayList<>();
        amounts.add(null);
        AMOUNTS.forEach(amount -> amounts.add(new BigDecimal(amount)));
        return amounts;
    }

    @Test
    void pricesFallByAsMuchAsIsAskedFor() {
        for (int percent : new int[] {1, 2, 31, 32, 33, 63, 64, 99, 100}) {
            alert(criteria -> criteria.priceDrop(percent));
        }
        AMOUNTS.stream().skip(1).forEach(amount -> {
            alert(criteria -> criteria.priceDrop(PriceDrop.of(Money.of(amount, "EUR"))));
            alert(criteria -> criteria.priceDrop(PriceDrop.to(Money.of(amount, "EUR"))));
        });
        alert(criteria -> criteria.priceDrop(PriceDrop.to(Money.of("0", "EUR"))));

        assertSameAsAskingEvery(AMOUNTS.stream()
                .flatMap(now -> AMOUNTS.stream()
                        .map(before -> listing().price(Money.of(now, "EUR")).previousPrice(Money.of(before, "EUR")))));
    }

    @Test
    void numbersAndDaysOfAttributesCompare() {
        Stream.concat(
                        NUMBERS.stream().map(number -> AttributeValue.of(new BigDecimal(number))),
                        DAYS.stream().map(day -> AttributeValue.of(LocalDate.parse(day))))
                .forEach(value ->
                        COMPARING.forEach(operator -> alert(criteria -> criteria.attribute("size", operator, value))));
        for (List<AttributeValue> values : List.of(
                NUMBERS.stream()
                        .map(number -> AttributeValue.of(new BigDecimal(number)))
                        .toList(),
                DAYS.stream()
                        .map(day -> AttributeValue.of(LocalDate.parse(day)))
                        .toList())) {
            values.forEach(low -> values.stream()
                    .filter(high ->
                            low.compare(AttributeReading.of(high.toString())).orElse(-1) >= 0)
                    .forEach(high ->
                            alert(criteria -> criteria.attribute("size", AttributeOperator.BETWEEN, low, high))));
        }

        assertSameAsAskingEvery(Stream.of(
                        NUMBERS.stream(),
                        DAYS.stream(),
                        Stream.of("4096 m", "-4,096.000000001 m", "0000-01-01", "999,999,999,999,999", "none", ""))
                .flatMap(said -> said)
                .map(said -> listing().attribute("SIZE", said)));
    }

    @Test
    void photosAreAsManyAsAreAskedFor() {
        for (int photos : new int[] {1, 2, 3, 63, 64, 65, 99, 100}) {
            alert(criteria -> criteria.minPhotos(photos));
        }

        assertSameAsAskingEvery(Stream.of(0, 1, 2, 3, 62, 63, 64, 65, 98, 99, 100, 126, 127, 128, 129, 300)
                .map(photos -> {
                    Listing.Builder listing = listing();
                    for (int i = 0; i < photos; i++) {
                        listing.image(ListingImage.of(URI.create("https://example.org/" + i + ".jpg")));
                    }
                    return listing;
                }));
    }

    @Test
    void agesAreAsLowAsIsAskedFor() {
        List<Duration> ages = List.of(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(65_535),
                Duration.ofSeconds(65_536),
                Duration.ofDays(7),
                AlertCriteria.MAX_AGE.minusSeconds(1),
                AlertCriteria.MAX_AGE);
        ages.forEach(age -> alert(criteria -> criteria.listedWithin(age)));

        assertSameAsAskingEvery(Stream.concat(
                        ages.stream()
                                .flatMap(age -> Stream.of(
                                        SmallWorld.NOW.minus(age),
                                        SmallWorld.NOW.minus(age).plusNanos(1_000),
                                        SmallWorld.NOW.minus(age).minusNanos(1_000))),
                        Stream.of(SmallWorld.NOW, SmallWorld.NOW.plusNanos(1_000), Instant.MIN, Instant.MAX))
                .map(time -> listing().listedAt(time)));
    }
}
