package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.PriceRule;
import dev.souk.model.alert.QuietHours;
import dev.souk.model.alert.Schedule;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.Seller;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * A snapshot of another build is read if it says the same version, so whatever changes what is written, or what it means,
 * needs another one. Here are a few alerts and listings with something of everything, and what this version makes of them:
 * nothing in it depends on the time, the order of a hash or the JVM.
 */
class SnapshotVersionTest {

    /** To be renewed together with {@link Snapshot#VERSION}; the failing test tells what by. */
    private static final String WRITTEN = "version 9, counts 7501ff0c, alerts and counts 125ef3d9, meanings e51b45cb";

    /** So many that some words are frequent, and pairs of them are counted too. */
    private static final int SEEN = 120;

    private static final List<String> TITLES = List.of(
            "Folding bikes, Größe 52 – “like new”",
            "Café racer: iPhone13 128GB & Levi's boxes",
            "自転車 자전거를 จักรยาน ﬁne 24” wheels",
            "Fahrräder, chevaux, colchões, rowery, batteries and shelves",
            "bike bikes e-bike E\u00ADBike \u200Bnaïve Øre ⅷ ４２ Straße ΛΟΓΟΣ",
            "Folding bikes, pneumonoultramicroscopic and supercalifragilistic");

    private static final List<String> QUERIES = List.of(
            "",
            "bike",
            "\"folding bikes\" OR iphon* -broken",
            "(red OR blue) title:Brompton -title:\"like new\" price:100..700eur",
            "bike -(old OR \"very old\") price:..650",
            "(title:red bike) OR (24” wheel) “no offers”",
            "bike –broken 自転車* Levi’s price:5..",
            "e-bike OR iPhone13 OR case OR ΛΟΓΟΣ*");

    private static Listing listing(int i) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), "id" + i),
                        TITLES.get(i),
                        URI.create("https://example.org/" + i))
                .description(TITLES.get((i + 1) % TITLES.size()))
                .price(Money.of(100 + i, "EUR"))
                .location("New York, Zürich")
                .point(new GeoPoint(47.37, 8.54))
                .category("Bikes")
                .subcategory(i % 2 == 0 ? "Folding" : null)
                .seller(new Seller("ada", null))
                .attribute("Color", "Dark red")
                .attribute("year", "2024")
                .listedAt(SmallWorld.NOW)
                .build();
    }

    private static List<Alert> alerts() {
        return IntStream.range(0, QUERIES.size())
                .mapToObj(i -> new Alert(
                        1_000L * i + 1,
                        7,
                        "Alert ü " + i,
                        i % 2 == 0 ? AlertCriteria.builder().allOf("bike").build() : many(i),
                        TextQuery.parse(QUERIES.get(i)),
                        i != 2,
                        i < 4 ? NotificationSettings.DEFAULT : settings(i)))
                .toList();
    }

    private static AlertCriteria many(int i) {
        AlertCriteria.Builder criteria = AlertCriteria.builder()
                .source(new SourceId("ebay"))
                .source(new SourceId("gumtree"))
                .category("Bikes")
                .category("Parts")
                .subcategory("Folding")
                .price(new PriceRange(new BigDecimal("99.90"), new BigDecimal("700"), "EUR").with(unknown(i)))
                .allOf("folding bike", "brompton*")
                .anyOf("red", "blue", "café racer")
                .noneOf("broken", "for parts")
                .inTitle("bike")
                .anyInTitle("old", "new")
                .noneInTitle("wanted")
                .location("Zürich")
                .near(new GeoPoint(47.37, 8.54), 12.5)
                .seller("ada")
                .attribute("Color", "red")
                .attribute("year", AttributeOperator.BETWEEN, AttributeValue.of(2020), AttributeValue.of(2024))
                .attribute("listed", AttributeOperator.AT_LEAST, AttributeValue.of(LocalDate.of(2026, 1, 31)))
                .attribute("boxed", AttributeOperator.EQUAL, AttributeValue.of(true))
                .attribute("size", AttributeOperator.IN, AttributeValue.of("M"), AttributeValue.of("L"))
                .priceDrop(new PriceDrop(10, Money.of("50.5", "EUR"), i == 1 ? null : Money.of(600, "EUR")))
                .minPhotos(2)
                .listedWithin(Duration.ofDays(30));
        if (i == 1) {
            return criteria.build();
        }
        return criteria.near(
                        new GeoPolygon(List.of(new GeoPoint(47, 8), new GeoPoint(47, 9), new GeoPoint(48.25, 8.5))))
                .withoutSeller("bob")
                .withoutSource(new SourceId("olx"))
                .withoutSuspiciousPrices()
                .orUnknown(CriteriaClause.NEAR, CriteriaClause.CATEGORIES, CriteriaClause.LISTED_WITHIN)
                .attribute(AttributeCriterion.of("condition", "new").orUnknown())
                .build();
    }

    private static PriceRange.Unknown unknown(int i) {
        return switch (i) {
            case 3 -> PriceRange.Unknown.ACCEPT;
            case 5 -> PriceRange.Unknown.FETCH;
            default -> PriceRange.Unknown.REJECT;
        };
    }

    private static NotificationSettings settings(int i) {
        Schedule schedule = new Schedule(
                i == 5 ? Frequency.INSTANT : Frequency.WEEKLY,
                LocalTime.of(7, 30),
                DayOfWeek.FRIDAY,
                ZoneId.of("Europe/Berlin"),
                new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 15)),
                12);
        return new NotificationSettings(
                new TreeSet<>(List.of("email", "webhook")),
                schedule,
                Set.of(AlertEvent.PRICE_DROP),
                new PriceRule(5, new BigDecimal("1.50"), Money.of(400, "EUR")),
                FirstRun.SUMMARY,
                Locale.GERMANY);
    }

    @Test
    void whatThisVersionWritesIsWhatItAlwaysWrote() throws IOException {
        Frequencies frequencies = new Frequencies();
        SmallEngine engine = new SmallEngine((index, program) -> {}, frequencies);
        for (int i = 0; i < SEEN; i++) {
            engine.match(listing(i % TITLES.size()));
        }
        ByteArrayOutputStream counts = new ByteArrayOutputStream();
        Snapshot.write(List.of(), frequencies, counts);
        List<Alert> alerts = alerts();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Snapshot.write(alerts.stream().map(AlertCode::write).toList(), frequencies, whole);

        String written = "version %d, counts %s, alerts and counts %s, meanings %s"
                .formatted(
                        Snapshot.VERSION,
                        checksum(counts.toByteArray()),
                        checksum(whole.toByteArray()),
                        checksum(meanings(alerts).getBytes(StandardCharsets.UTF_8)));

        assertThat(written)
                .as("Snapshots are written or read in another way: raise Snapshot.VERSION and renew the constant")
                .isEqualTo(WRITTEN);
    }

    private static String checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return "%08x".formatted(checksum.getValue());
    }

    /** What the queries and keywords ask for, which is not written, but read from them: a line each. */
    private static String meanings(List<Alert> alerts) {
        return alerts.stream()
                .map(Demands::of)
                .map(demands -> "%s, not %s, costs %s, in %s"
                        .formatted(
                                sorted(demands.required().stream().map(SnapshotVersionTest::phrases)),
                                phrases(demands.excluded()),
                                sorted(demands.prices().stream()
                                        .map(price -> price.min() + " " + price.max() + " " + price.currency())),
                                demands.place() == null ? "" : phrase(demands.place())))
                .collect(Collectors.joining("\n"));
    }

    private static String phrases(List<Phrase> phrases) {
        return sorted(phrases.stream().map(SnapshotVersionTest::phrase));
    }

    private static String phrase(Phrase phrase) {
        return (phrase.titleOnly() ? "title:" : "") + phrase.terms() + (phrase.prefix() == null ? "" : phrase.prefix());
    }

    /** In what order is no part of the meaning. */
    private static String sorted(Stream<String> parts) {
        return parts.distinct().sorted().collect(Collectors.joining("; "));
    }
}
