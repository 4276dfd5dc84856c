package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** For each shape of alert, what a listing costs at a few alerts and at many, all of that one shape. */
enum Shapes {
    WORD,
    TWO_WORDS,
    TITLE_WORD,
    PHRASE,
    PREFIX,
    ALTERNATIVES,
    QUERY,
    CIRCLE_ALONE,
    SEVERAL_CIRCLES,
    LARGE_CIRCLE,
    CATEGORY_AND_CIRCLE,
    PRICE_ALONE,
    CATEGORY_AND_PRICE,
    PRICE_OR_UNKNOWN,
    CIRCLE_OR_UNKNOWN,
    CATEGORY_OR_UNKNOWN,
    PLACE_WORDS_OR_UNKNOWN,
    ATTRIBUTE_OR_UNKNOWN,
    LISTED_WITHIN_OR_UNKNOWN,
    AMOUNT_OF_THE_QUERY,
    POLYGON,
    SUBCATEGORY_AND_ATTRIBUTE,
    ATTRIBUTE_RANGE,
    ATTRIBUTE_TEXT_OR_NUMBER,
    ATTRIBUTE_DATE,
    ATTRIBUTE_TRUTH,
    PRICE_DROP_BY_AMOUNT,
    PRICE_DROP_BY_PERCENT,
    PRICE_DROP_TO_TARGET,
    PHOTOS,
    LISTED_WITHIN,
    SOURCE_ALONE,
    SELLER,
    PLACE_WORDS,
    SOURCE_AND_PRICE,
    EXCLUSION_IN_SUBCATEGORY;

    private static final int LISTINGS = 1_000;
    private static final int FACTS = 1_000;

    static void print(int many, int few, PrintStream out) {
        Catalogue catalogue = new Catalogue(20_261_123);
        SplittableRandom random = new SplittableRandom(20_261_123);
        Instant now = Clock.systemUTC().instant();
        List<Listing> listings = new Workload(20_261_123)
                .listings(0, LISTINGS).stream()
                        .map(listing -> complete(listing, now, random))
                        .toList();
        out.printf("%n**Each shape alone: from %,d to %,d alerts**%n%n", few, many);
        out.printf(
                "| shape | us at %,d | us at %,d | growth | matches at %,d | matches at %,d |%n", few, many, few, many);
        out.printf("|---|---|---|---|---|---|%n");
        for (Shapes shape : values()) {
            Cost little = shape.cost(few, catalogue, listings);
            Cost much = shape.cost(many, catalogue, listings);
            out.printf(
                    "| %s | %.1f | %.1f | %.1f x | %.1f | %.1f |%n",
                    shape.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    little.micros,
                    much.micros,
                    much.micros / little.micros,
                    little.matches,
                    much.matches);
            out.flush();
        }
    }

    /** With what listings of the workload do not say, and shapes ask for. */
    private static Listing complete(Listing listing, Instant now, SplittableRandom random) {
        Listing.Builder complete = listing.toBuilder()
                .listedAt(now.minusSeconds(60 + (long) Math.exp(random.nextDouble() * 16)))
                .attribute("built", day(random).toString())
                .attribute("fact" + random.nextInt(FACTS), random.nextBoolean() ? "yes" : "no");
        Money price = listing.price();
        if (price != null && random.nextInt(10) == 0) {
            BigDecimal before = price.amount().add(BigDecimal.valueOf(1 + random.nextInt(1_000)));
            complete.previousPrice(new Money(before, price.currency()));
        }
        return complete.build();
    }

    /** Every other listing without what the shapes take silence on; of the mileage most are silent anyway. */
    private static List<Listing> halfSilent(List<Listing> complete) {
        List<Listing> listings = new ArrayList<>(complete);
        for (int i = 0; i < listings.size(); i += 2) {
            Listing.Builder silent = listings.get(i).toBuilder();
            listings.set(
                    i,
                    silent.point(null)
                            .category(null)
                            .location(null)
                            .listedAt(null)
                            .build());
        }
        return listings;
    }

    private static LocalDate day(SplittableRandom random) {
        return LocalDate.of(1950, 1, 1).plusDays(random.nextInt(25_000));
    }

    private Cost cost(int alerts, Catalogue catalogue, List<Listing> complete) {
        List<Listing> listings =
                name().endsWith("_OR_UNKNOWN") && this != PRICE_OR_UNKNOWN ? halfSilent(complete) : complete;
        SoukSearch souk = new SoukSearch(listings);
        SplittableRandom random = new SplittableRandom(name().hashCode());
        souk.load(() -> LongStream.rangeClosed(1, alerts)
                .mapToObj(id -> alert(id, catalogue, random))
                .iterator());
        double matches = listings.stream()
                .mapToInt(listing -> souk.match(listing).length)
                .average()
                .orElse(0);
        double[] rates = new double[5];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = Stopwatch.rate(souk, Stopwatch.prepared(souk, listings), 0.2);
        }
        Arrays.sort(rates);
        return new Cost(1e6 / rates[rates.length / 2], matches);
    }

    private Alert alert(long id, Catalogue catalogue, SplittableRandom random) {
        int subcategory = catalogue.subcategoryOf(catalogue.category.next(random), random);
        String category = Catalogue.categoryName(subcategory / Catalogue.SUBCATEGORIES);
        Catalogue.City city = catalogue.city(random);
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        String query = "";
        switch (this) {
            case WORD -> criteria.allOf(catalogue.topicWord(subcategory, random));
            case TWO_WORDS ->
                criteria.allOf(catalogue.topicWord(subcategory, random), catalogue.topicWord(subcategory, random));
            case TITLE_WORD -> criteria.inTitle(catalogue.topicWord(subcategory, random));
            case PHRASE -> criteria.allOf(String.join(" ", catalogue.model(subcategory, random)));
            case PREFIX -> {
                String word = catalogue.topicWord(subcategory, random);
                criteria.allOf(word.length() < Phrase.SHORTEST_PREFIX ? word : word + "*");
            }
            case ALTERNATIVES ->
                criteria.category(category)
                        .anyOf(catalogue.topicWord(subcategory, random), catalogue.topicWord(subcategory, random));
            case QUERY ->
                query = String.join(" ", catalogue.model(subcategory, random)) + " -" + catalogue.rareWord(random);
            case CIRCLE_ALONE -> criteria.near(city.around(200, random), 1);
            case SEVERAL_CIRCLES ->
                criteria.near(city.around(200, random), 1)
                        .near(city.around(200, random), 2)
                        .near(city.around(200, random), 3);
            case LARGE_CIRCLE -> criteria.near(new GeoPoint(random.nextDouble() * 60, random.nextDouble() * 90), 300);
            case CATEGORY_AND_CIRCLE -> criteria.category(category).near(city.around(10, random), 5);
            case PRICE_ALONE -> criteria.price(thin(catalogue, subcategory, city, random));
            case CATEGORY_AND_PRICE -> criteria.category(category).price(thin(catalogue, subcategory, city, random));
            case PRICE_OR_UNKNOWN ->
                criteria.price(thin(catalogue, subcategory, city, random).orUnknown());
            case CIRCLE_OR_UNKNOWN ->
                criteria.subcategory(Catalogue.subcategoryName(subcategory))
                        .near(city.around(200, random), 1)
                        .orUnknown(CriteriaClause.NEAR)
                        .price(thin(catalogue, subcategory, city, random));
            case CATEGORY_OR_UNKNOWN ->
                criteria.category(category)
                        .orUnknown(CriteriaClause.CATEGORIES)
                        .allOf(catalogue.topicWord(subcategory, random));
            case PLACE_WORDS_OR_UNKNOWN ->
                criteria.location(city.name())
                        .orUnknown(CriteriaClause.LOCATION)
                        .allOf(catalogue.topicWord(subcategory, random));
            case ATTRIBUTE_OR_UNKNOWN -> {
                long low = Facts.mileage(random);
                AttributeCriterion mileage = AttributeCriterion.of(
                        "mileage", AttributeOperator.BETWEEN, AttributeValue.of(low), AttributeValue.of(low + 10));
                criteria.subcategory(Catalogue.subcategoryName(subcategory))
                        .attribute(mileage.orUnknown())
                        .price(thin(catalogue, subcategory, city, random));
            }
            case LISTED_WITHIN_OR_UNKNOWN ->
                criteria.listedWithin(Duration.ofSeconds(1 + random.nextInt(30)))
                        .orUnknown(CriteriaClause.LISTED_WITHIN)
                        .allOf(catalogue.topicWord(subcategory, random));
            case AMOUNT_OF_THE_QUERY -> {
                PriceRange range = thin(catalogue, subcategory, city, random);
                query = "price:" + range.min() + ".." + range.max();
            }
            case POLYGON -> criteria.near(triangle(city.around(200, random)));
            case SUBCATEGORY_AND_ATTRIBUTE ->
                criteria.subcategory(Catalogue.subcategoryName(subcategory)).attribute("model", "m" + id % 1_000);
            case ATTRIBUTE_RANGE -> {
                long low = Facts.mileage(random);
                criteria.attribute(
                        "mileage", AttributeOperator.BETWEEN, AttributeValue.of(low), AttributeValue.of(low + 10));
            }
            case ATTRIBUTE_TEXT_OR_NUMBER ->
                criteria.attribute(
                        "storage",
                        AttributeOperator.IN,
                        AttributeValue.of("kind " + id % 5_000),
                        AttributeValue.of(Facts.mileage(random)));
            case ATTRIBUTE_DATE -> criteria.attribute("built", AttributeOperator.EQUAL, AttributeValue.of(day(random)));
            case ATTRIBUTE_TRUTH ->
                criteria.attribute("fact" + id % FACTS, AttributeOperator.EQUAL, AttributeValue.of(true));
            case PRICE_DROP_BY_AMOUNT ->
                criteria.priceDrop(
                        new PriceDrop(0, new Money(BigDecimal.valueOf(1 + random.nextInt(100_000)), city.currency())));
            case PRICE_DROP_BY_PERCENT -> criteria.priceDrop(95 + random.nextInt(6));
            case PRICE_DROP_TO_TARGET ->
                criteria.priceDrop(PriceDrop.to(
                        new Money(BigDecimal.valueOf(1 + random.nextInt(200)).movePointLeft(2), city.currency())));
            case LISTED_WITHIN -> criteria.listedWithin(Duration.ofSeconds(1 + random.nextInt(30)));
            case SOURCE_ALONE -> criteria.source(new SourceId("source" + id % 5_000));
            case PHOTOS -> criteria.minPhotos(1 + random.nextInt(100));
            case SELLER -> criteria.seller("s" + catalogue.seller.next(random));
            case PLACE_WORDS -> criteria.location(city.name()).allOf(catalogue.topicWord(subcategory, random));
            case SOURCE_AND_PRICE ->
                criteria.source(new SourceId("source" + catalogue.source.next(random)))
                        .price(thin(catalogue, subcategory, city, random));
            case EXCLUSION_IN_SUBCATEGORY ->
                criteria.subcategory(Catalogue.subcategoryName(subcategory))
                        .near(new GeoPoint(random.nextDouble() * 60, random.nextDouble() * 90), 20)
                        .noneOf(catalogue.generalWord(random));
        }
        return Alert.of(id, 1, "Alert " + id, criteria.build(), query);
    }

    private static GeoPolygon triangle(GeoPoint corner) {
        double latitude = corner.latitude();
        double longitude = corner.longitude();
        return new GeoPolygon(List.of(
                corner, new GeoPoint(latitude, longitude + 0.03), new GeoPoint(latitude + 0.02, longitude + 0.01)));
    }

    /** A thousandth of its own width: one or a few prices. */
    private static PriceRange thin(Catalogue catalogue, int subcategory, Catalogue.City city, SplittableRandom random) {
        double price = catalogue.price(subcategory, Chance.gauss(random));
        BigDecimal low = BigDecimal.valueOf((long) price);
        return new PriceRange(low, low.add(BigDecimal.valueOf((long) (price / 1_000))), city.currency());
    }

    private record Cost(double micros, double matches) {}
}
