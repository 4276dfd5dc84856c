package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {

    static final Listing BIKE = Listing.builder(
                    new ListingKey(new SourceId("facebook"), "42"),
                    "Brompton, black",
                    URI.create("https://example.org/42"))
            .description("A folding bike, hardly used.")
            .price(Money.of(650, "EUR"))
            .previousPrice(Money.of(700, "EUR"))
            .location("Berlin, Germany")
            .point(new GeoPoint(52.52, 13.405))
            .category("Bikes")
            .attribute("Condition", "used_good")
            .status(ListingStatus.AVAILABLE)
            .build();

    static final Listing BARE =
            Listing.builder(BIKE.key(), "Something", BIKE.url()).build();

    static String explain(Listing listing, UnaryOperator<AlertCriteria.Builder> clause) {
        return explain(listing, clause.apply(AlertCriteria.builder()).build(), "");
    }

    static String explain(Listing listing, AlertCriteria criteria, String query) {
        Alert alert = Alert.of(1, 1, "bike", criteria, query);
        Explanation explanation = new AlertEngine().explain(alert, listing);
        Clause status = explanation.clauses().get(0);
        assertThat(status.kind()).isEqualTo(Kind.STATUS);
        return String.join(
                "\n",
                explanation.clauses().stream().skip(1).map(Clause::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "100, 700, met: price 650 EUR is within 100 to 700 EUR",
        "100, 600, not met: price 650 EUR is above 600 EUR",
        "651, 700, not met: price 650 EUR is below 651 EUR",
        ", 650, met: price 650 EUR is at most 650 EUR",
        "650, , met: price 650 EUR is at least 650 EUR",
    })
    void saysWhereThePriceStands(String min, String max, String words) {
        PriceRange range = new PriceRange(
                min == null ? null : new BigDecimal(min), max == null ? null : new BigDecimal(max), "EUR");

        assertThat(explain(BIKE, criteria -> criteria.price(range))).isEqualTo(words);
        assertThat(explain(BARE, criteria -> criteria.price(range))).isEqualTo("unknown: no price is given");
    }

    @Test
    void saysThatPricesOfOtherCurrenciesDoNotCompare() {
        assertThat(explain(BIKE, criteria -> criteria.maxPrice(Money.of(700, "USD"))))
                .isEqualTo("unknown: price 650 EUR cannot be compared with USD");
    }

    @Test
    void saysHowFarThePriceFell() {
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(7)))
                .isEqualTo("met: price fell by 7.1 % from 700 EUR to 650 EUR, which is at least 7 %");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(8)))
                .isEqualTo("not met: price fell by 7.1 % from 700 EUR to 650 EUR, which is less than 8 %");
        assertThat(explain(BARE, criteria -> criteria.priceDrop(8))).isEqualTo("unknown: no price is given");
        Listing fresh = BIKE.toBuilder().previousPrice(null).build();
        assertThat(explain(fresh, criteria -> criteria.priceDrop(8))).isEqualTo("unknown: no previous price is known");
        Listing dearer = BIKE.toBuilder().previousPrice(Money.of(600, "EUR")).build();
        assertThat(explain(dearer, criteria -> criteria.priceDrop(8)))
                .isEqualTo("not met: price 650 EUR is not below 600 EUR, the previous one");
        Listing foreign = BIKE.toBuilder().previousPrice(Money.of(900, "USD")).build();
        assertThat(explain(foreign, criteria -> criteria.priceDrop(8)))
                .isEqualTo("unknown: price 650 EUR and previous price 900 USD cannot be compared");
    }

    @Test
    void saysHowFarAwayItIs() {
        GeoPoint potsdam = new GeoPoint(52.3906, 13.0645);
        assertThat(explain(BIKE, criteria -> criteria.near(potsdam, 10)))
                .isEqualTo("not met: distance 27.2 km is beyond 10 km");
        assertThat(explain(BIKE, criteria -> criteria.near(potsdam, 50)))
                .isEqualTo("met: distance 27.2 km is within 50 km");
        assertThat(explain(BARE, criteria -> criteria.near(potsdam, 50)))
                .isEqualTo("unknown: no place on the map is given");
    }

    @Test
    void givesAsManyDecimalsAsItTakesToSeeThatItIsBeyond() {
        GeoPoint point = BIKE.point() == null ? new GeoPoint(0, 0) : BIKE.point();
        GeoPoint near = new GeoPoint(point.latitude() + 0.0899323, point.longitude());

        assertThat(explain(BIKE, criteria -> criteria.near(near, 10)))
                .isEqualTo("not met: distance 10.00003 km is beyond 10 km");
    }

    @Test
    void saysWhichWordsOccurAndWhere() {
        assertThat(explain(BIKE, criteria -> criteria.allOf("Brompton", "folding bikes", "electric")))
                .isEqualTo("""
                        met: "Brompton" is in the title
                        met: "folding bikes" is in the description
                        not met: "electric" does not occur""");
        assertThat(explain(BIKE, criteria -> criteria.anyOf("dahon", "brompton")))
                .isEqualTo("met: \"brompton\" is in the title");
        assertThat(explain(BIKE, criteria -> criteria.anyOf("dahon", "tern")))
                .isEqualTo("not met: neither \"dahon\" nor \"tern\" occurs");
        assertThat(explain(BIKE, criteria -> criteria.noneOf("black", "broken")))
                .isEqualTo("""
                        not met: "black" occurs, and must not
                        met: "broken" does not occur""");
    }

    @Test
    void saysWhatBecameOfTheQuery() {
        assertThat(explain(BIKE, AlertCriteria.ANYTHING, "brompton red OR green -\"folding bikes\""))
                .isEqualTo("""
                        met: "brompton" is in the title
                        not met: neither "red" nor "green" occurs
                        not met: "folding bikes" occurs, and must not""");
    }

    @Test
    void saysWhatIsInTheTitleAndWhatIsNot() {
        AlertCriteria criteria =
                AlertCriteria.builder().inTitle("brompton", "folding bike").build();

        assertThat(explain(BIKE, criteria, "title:black OR green -title:ridden -title:brompton"))
                .isEqualTo("""
                        met: "brompton" is in the title
                        not met: "folding bike" is not in the title
                        met: "black" is in the title
                        met: "ridden" is not in the title
                        not met: "brompton" is in the title, and must not""");
    }

    @Test
    void saysWhichOfSeveralWordsIsInTheTitleAndWhichMayNotBe() {
        AlertCriteria criteria = AlertCriteria.builder()
                .anyInTitle("folding bike", "brompton")
                .noneInTitle("ridden", "brompton")
                .build();

        assertThat(explain(BIKE, criteria, "")).isEqualTo("""
                        met: "brompton" is in the title
                        met: "ridden" is not in the title
                        not met: "brompton" is in the title, and must not""");
        assertThat(explain(BIKE, words -> words.anyInTitle("tandem", "unicycle")))
                .isEqualTo("not met: neither \"tandem\" in the title nor \"unicycle\" in the title occurs");
    }

    @Test
    void saysByWhichShareAndAmountThePriceHadToFall() {
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(PriceDrop.of(Money.of(50, "EUR")))))
                .isEqualTo("met: price fell by 7.1 % from 700 EUR to 650 EUR, which is at least 50 EUR");
        assertThat(explain(BIKE, criteria -> criteria.priceDrop(new PriceDrop(5, Money.of("50.01", "EUR")))))
                .isEqualTo(
                        "not met: price fell by 7.1 % from 700 EUR to 650 EUR, which is less than 5 % and 50.01 EUR");
    }

    @Test
    void saysOfSeveralPlacesTheOneThatIsNearEnoughOrAlmost() {
        GeoPoint potsdam = new GeoPoint(52.3906, 13.0645);
        GeoPoint lyon = new GeoPoint(45.76, 4.84);

        assertThat(explain(BIKE, criteria -> criteria.near(lyon, 10).near(potsdam, 50)))
                .isEqualTo("met: distance 27.2 km is within 50 km");
        assertThat(explain(BIKE, criteria -> criteria.near(lyon, 10).near(potsdam, 20)))
                .isEqualTo("not met: distance 27.2 km is beyond 20 km, and it lies in none of the other places");
    }

    @Test
    void saysWhichMarketplacesAreLeftOutHowManyPhotosThereAreAndThatAPriceMayBeMissing() {
        assertThat(explain(BIKE, criteria -> criteria.withoutSource(new SourceId("ebay"))))
                .isEqualTo("met: source facebook is none of those left out");
        assertThat(explain(BIKE, criteria -> criteria.withoutSource(new SourceId("facebook"))))
                .isEqualTo("not met: source facebook is left out");
        assertThat(explain(BARE, criteria -> criteria.minPhotos(2)))
                .isEqualTo("not met: 0 photos are shown, fewer than 2");
        assertThat(explain(
                        BARE,
                        criteria -> criteria.price(
                                PriceRange.upTo(Money.of(700, "EUR")).orUnknown())))
                .isEqualTo("met: no price is given, and none has to be");
        assertThat(explain(
                        BARE,
                        criteria -> criteria.price(
                                PriceRange.upTo(Money.of(700, "EUR")).with(PriceRange.Unknown.FETCH))))
                .isEqualTo("unknown: no price is given; its own page is read for one");
    }

    @Test
    void saysHowLongAgoItWasListed() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        Listing old = BIKE.toBuilder()
                .listedAt(now.minus(Duration.ofMinutes(25 * 60 + 59)))
                .build();
        Alert day = Alert.of(
                1,
                1,
                "a",
                AlertCriteria.builder().listedWithin(Duration.ofDays(1)).build(),
                "");
        Alert week = Alert.of(
                1,
                1,
                "a",
                AlertCriteria.builder().listedWithin(Duration.ofDays(7)).build(),
                "");
        AlertEngine engine = new AlertEngine();

        assertThat(engine.explain(day, old, now)).hasToString("""
                met: the listing is available
                not met: listed 1 day and 1 hour ago, more than 1 day""");
        assertThat(engine.explain(week, old, now)).hasToString("""
                met: the listing is available
                met: listed 1 day and 1 hour ago, within 7 days""");
        assertThat(explain(BARE, criteria -> criteria.listedWithin(Duration.ofDays(1))))
                .isEqualTo("unknown: no time of listing is given");
    }

    @Test
    void saysWhetherItLiesWithinTheLine() {
        GeoPolygon berlin =
                new GeoPolygon(List.of(new GeoPoint(52.4, 13), new GeoPoint(52.4, 13.8), new GeoPoint(52.7, 13.4)));
        GeoPolygon lyon = new GeoPolygon(List.of(new GeoPoint(45, 4), new GeoPoint(45, 5), new GeoPoint(46, 5)));

        assertThat(explain(BIKE, criteria -> criteria.near(berlin)))
                .isEqualTo("met: the place is within the line on the map");
        assertThat(explain(BIKE, criteria -> criteria.near(lyon))).isEqualTo("not met: the place is outside the line");
        assertThat(explain(BARE, criteria -> criteria.near(lyon))).isEqualTo("unknown: no place on the map is given");
        assertThat(explain(BIKE, criteria -> criteria.near(lyon).near(lyon)))
                .isEqualTo("not met: the place is outside the line, and it lies in none of the other places");
        assertThat(explain(
                        BIKE, criteria -> criteria.near(new GeoPoint(45, 4), 20).near(berlin)))
                .isEqualTo("met: the place is within the line on the map");
        assertThat(explain(BIKE, criteria -> criteria.near(lyon).near(new GeoPoint(52.52, 13.0), 20)))
                .isEqualTo("not met: distance 27.4 km is beyond 20 km, and it lies in none of the other places");
    }

    @Test
    void saysWhereItIsOffered() {
        assertThat(explain(BIKE, criteria -> criteria.source(new SourceId("ebay"))))
                .isEqualTo("not met: source facebook is not ebay");
        assertThat(explain(
                        BIKE, criteria -> criteria.source(new SourceId("ebay")).source(new SourceId("facebook"))))
                .isEqualTo("met: source facebook is one of those asked for: ebay or facebook");
        assertThat(explain(BIKE, criteria -> criteria.location("berlin")))
                .isEqualTo("met: location \"Berlin, Germany\" holds \"berlin\"");
        assertThat(explain(BIKE, criteria -> criteria.location("Bern")))
                .isEqualTo("not met: location \"Berlin, Germany\" does not hold \"Bern\"");
        assertThat(explain(BARE, criteria -> criteria.location("Bern"))).isEqualTo("unknown: no location is given");
    }

    @Test
    void saysWhatItIs() {
        assertThat(explain(BIKE, criteria -> criteria.category("BIKES")))
                .isEqualTo("met: category bikes is the one asked for");
        assertThat(explain(BIKE, criteria -> criteria.subcategory("folding")))
                .isEqualTo("unknown: no subcategory is given");
        assertThat(explain(BIKE, criteria -> criteria.attribute("condition", "USED_GOOD")))
                .isEqualTo("met: condition is \"used_good\", as asked for");
        assertThat(explain(BIKE, criteria -> criteria.attribute("condition", "new")))
                .isEqualTo("not met: condition is \"used_good\", not \"new\"");
        assertThat(explain(BIKE, criteria -> criteria.attribute("color", "red")))
                .isEqualTo("unknown: color is not given");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =  | 128 | 128 GB | met: storage is "128 GB", as asked for
            =  | 64  | 128 GB | not met: storage is "128 GB", not 64
            != | 64  | 128 GB | met: storage is "128 GB", not 64
            != | 64  | 64     | not met: storage is "64", which is left out
            <  | 64  | 64     | not met: storage is "64", which is not below 64
            <= | 64  | 64     | met: storage is "64", which is at most 64
            >  | 64  | 128    | met: storage is "128", which is above 64
            >= | 64  | 32     | not met: storage is "32", which is not at least 64
            >= | 64  | plenty | unknown: storage is "plenty", which is no number
            """)
    void saysHowANumberCompares(String operator, long number, String said, String words) {
        Listing phone = BIKE.toBuilder().attribute("Storage", said).build();
        AttributeOperator comparison = AttributeOperator.ofCode(operator).orElseThrow();

        assertThat(explain(phone, criteria -> criteria.attribute("storage", comparison, AttributeValue.of(number))))
                .isEqualTo(words);
    }

    @Test
    void saysWhatAnAttributeWasToBe() {
        Listing phone = BIKE.toBuilder()
                .attribute("year", "2019")
                .attribute("lift", "NO")
                .build();

        assertThat(explain(
                        phone,
                        criteria -> criteria.attribute(
                                "year", AttributeOperator.BETWEEN, AttributeValue.of(2015), AttributeValue.of(2020))))
                .isEqualTo("met: year is \"2019\", which is from 2015 to 2020");
        assertThat(explain(
                        phone,
                        criteria -> criteria.attribute(
                                "condition", AttributeOperator.IN, AttributeValue.of("new"), AttributeValue.of("ok"))))
                .isEqualTo("not met: condition is \"used_good\", which is not one of \"new\", \"ok\"");
        assertThat(explain(phone, criteria -> criteria.attribute("lift", AttributeOperator.EXISTS)))
                .isEqualTo("met: lift is \"NO\", and only had to be given");
        assertThat(explain(
                        phone,
                        criteria -> criteria.attribute("lift", AttributeOperator.EQUAL, AttributeValue.of(true))))
                .isEqualTo("not met: lift is \"NO\", not yes");
        assertThat(explain(phone, criteria -> criteria.attribute("door", AttributeOperator.EXISTS)))
                .isEqualTo("unknown: door is not given");
    }

    @Test
    void saysWhoSells() {
        Listing adas = BIKE.toBuilder().seller(new Seller("ada", "Ada")).build();

        assertThat(explain(adas, criteria -> criteria.seller("ada"))).isEqualTo("met: seller ada is the one asked for");
        assertThat(explain(adas, criteria -> criteria.seller("bob"))).isEqualTo("not met: seller ada is not bob");
        assertThat(explain(BARE, criteria -> criteria.seller("bob"))).isEqualTo("unknown: no seller is given");
        assertThat(explain(adas, criteria -> criteria.withoutSeller("ada")))
                .isEqualTo("not met: seller ada is left out");
        assertThat(explain(adas, criteria -> criteria.withoutSeller("bob")))
                .isEqualTo("met: seller ada is none of those left out");
        assertThat(explain(BARE, criteria -> criteria.withoutSeller("bob")))
                .isEqualTo("met: no seller is given, so it is none of those left out");
    }

    @Test
    void saysThatItIsSoldOrThatTheAlertSleeps() {
        Alert all = Alert.of(1, 1, "all", AlertCriteria.ANYTHING, "");
        Alert asleep = all.withActive(false);
        Listing sold = BIKE.toBuilder().status(ListingStatus.SOLD).build();

        Explanation explanation = new AlertEngine().explain(asleep, sold);

        assertThat(explanation.matches()).isFalse();
        assertThat(explanation).hasToString("not met: the alert is not active\nnot met: the listing is sold");
        assertThat(new AlertEngine().explain(all, BIKE)).hasToString("met: the listing is available");
    }

    @Test
    void doesNotRepeatAListingAtLength() {
        Listing hostile =
                BIKE.toBuilder().attribute("condition", "x".repeat(10_000)).build();

        Explanation explanation = new AlertEngine()
                .explain(
                        Alert.of(
                                1,
                                1,
                                "a",
                                AlertCriteria.builder()
                                        .attribute("condition", "new")
                                        .build(),
                                ""),
                        hostile);

        assertThat(explanation.clauses()).extracting(Clause::outcome).containsExactly(Outcome.MET, Outcome.NOT_MET);
        assertThat(explanation.toString()).hasSizeLessThan(400);
    }

    @Test
    void speaksOfAPrefixWordAsItWasTyped() {
        assertThat(explain(BIKE, clause -> clause.allOf("Bromp*"))).isEqualTo("met: \"Bromp*\" is in the title");
        assertThat(explain(BIKE, clause -> clause.noneOf("fold*")))
                .isEqualTo("not met: \"fold*\" occurs, and must not");
        assertThat(explain(BIKE, AlertCriteria.ANYTHING, "Dahon* OR Tern*"))
                .isEqualTo("not met: neither \"Dahon*\" nor \"Tern*\" occurs");
    }
}
