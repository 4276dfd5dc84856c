package dev.souk.pipeline;

import dev.souk.model.ExchangeRates;
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
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random listings and alerts whose words are hard to agree on: accents, case, forms, and numbers with their units. */
final class FleaMarket {

    private static final List<String> WORDS = List.of(
            "Café",
            "CAFE",
            "café",
            "Größe",
            "groesse",
            "grosse",
            "bike",
            "Bikes",
            "BIKE",
            "battery",
            "batteries",
            "boxes",
            "box",
            "iphone13",
            "iPhone 13",
            "IPHONE",
            "128gb",
            "128 GB",
            "128-GB",
            "256 gb",
            "Levi's",
            "Levis",
            "O'Brien",
            "naïve",
            "自転車",
            "ไทย",
            "Ørsted",
            "orsted",
            "4K",
            "a:*",
            "50%",
            "back\\slash",
            "red",
            "broken",
            "new");
    private static final List<String> BEGINNINGS = List.of("iph*", "batterie*", "Bik*", "gro*", "自転車*");
    private static final List<String> PLACES = List.of(
            "Saint-Étienne, FR", "saint etienne", "New York, NY", "York", "Zürich", "ZURICH Oerlikon", "Paris 13");
    private static final List<String> CATEGORIES = List.of("Bikes", "BIKES", "Phones & Co", "100%_real", "Möbel");
    private static final List<String> FACTS = List.of(
            "128GB",
            "128 gb",
            "64",
            "-5",
            "1,280 km",
            "12.5 kg",
            "2 x 64",
            "Yes",
            "no",
            "Red",
            "RED",
            "2026-01-31",
            "2026-01-31T10:00",
            "2025-02-31",
            "it's");
    private static final List<String> DELIVERIES = List.of("pickup", "shipping", "pickup, shipping", "Pickup");
    private static final List<String> SELLERS = List.of("1001", "ada", "Ada", "o'brien");
    private static final List<Integer> AMOUNTS = List.of(0, 50, 99, 100, 101, 650);
    private static final List<GeoPoint> POINTS = List.of(
            new GeoPoint(45.43, 4.39),
            new GeoPoint(45.5, 4.4),
            new GeoPoint(47.37, 8.54),
            new GeoPoint(59.33, 18.07),
            new GeoPoint(0, 179.99),
            new GeoPoint(0, -179.99));

    /** When everything is asked. */
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /** From euros to dollars, and not back. */
    static final ExchangeRates RATES =
            currency -> currency.equals("EUR") ? Map.of("USD", BigDecimal.valueOf(2)) : Map.of();

    private static final List<Integer> AGES = List.of(1, 3_600, 86_400, 86_401);

    private final Random random;

    FleaMarket(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String words(int number) {
        return IntStream.range(0, number).mapToObj(i -> one(WORDS)).collect(Collectors.joining(" "));
    }

    /** A word, or how it begins. */
    private String entry() {
        return one(chance(80) ? WORDS : BEGINNINGS);
    }

    private String currency() {
        return chance(70) ? "EUR" : "USD";
    }

    Set<ListingStatus> everyStatus() {
        return EnumSet.allOf(ListingStatus.class);
    }

    Listing listing(int id) {
        Listing.Builder listing = Listing.builder(
                        new ListingKey(new SourceId(id % 2 == 0 ? "ebay" : "facebook"), "id" + id),
                        words(1 + random.nextInt(4)),
                        URI.create("https://example.org/" + id))
                .status(chance(85) ? ListingStatus.AVAILABLE : one(List.of(ListingStatus.values())));
        if (chance(60)) {
            listing.description(words(1 + random.nextInt(8)));
        }
        if (chance(85)) {
            listing.price(Money.of(one(AMOUNTS), chance(80) ? "EUR" : "USD"));
        }
        if (chance(70)) {
            listing.location(one(PLACES)).point(one(POINTS));
        }
        if (chance(80)) {
            listing.category(one(CATEGORIES)).subcategory(one(CATEGORIES));
        }
        if (chance(30)) {
            String path = one(CATEGORIES) + " > " + one(CATEGORIES);
            listing.attribute("category_path", chance(50) ? path : path + " > Folding");
        }
        if (chance(70)) {
            listing.seller(new Seller(one(SELLERS), null));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            listing.image(ListingImage.of(URI.create("https://example.org/" + id + "/" + i)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            listing.attribute(one(List.of("Storage", "storage", "Größe", "free")), one(FACTS));
        }
        if (chance(80)) {
            listing.listedAt(NOW.minusSeconds(one(AGES)));
        }
        if (chance(30)) {
            listing.attribute("condition", one(List.of("new", "used_good", "used_like_new")));
        }
        if (chance(40)) {
            listing.attribute("delivery", one(DELIVERIES));
        }
        if (chance(10)) {
            listing.title(words(1) + one(List.of(" for trade", " Zu verschenken", " gratis", " Tausche")))
                    .price(Money.of(one(List.of(0, 0, 1, 1234)), "EUR"))
                    .attribute("price_kind", one(List.of("free", "fixed", "auction")));
        }
        return listing.build();
    }

    Alert alert(long id) {
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        for (int clauses = random.nextInt(3); clauses > 0; clauses--) {
            switch (random.nextInt(24)) {
                case 0 -> criteria.source(new SourceId(chance(50) ? "ebay" : "facebook"));
                case 1 -> criteria.category(one(CATEGORIES)).category(one(CATEGORIES));
                case 2 -> criteria.subcategory(one(CATEGORIES));
                case 3 ->
                    criteria.price(new PriceRange(
                            BigDecimal.valueOf(50), BigDecimal.valueOf(one(List.of(99, 100, 650))), currency()));
                case 4 -> criteria.allOf(entry());
                case 5 -> criteria.anyOf(entry(), words(2), one(WORDS));
                case 6 -> criteria.noneOf(entry(), words(2));
                case 7 -> criteria.location(one(List.of("saint-etienne", "york", "New York", "ZÜRICH", "13")));
                case 8 -> {
                    criteria.near(one(POINTS), one(List.of(1.0, 10.0, 300.0, 5_000.0)));
                    if (chance(50)) {
                        criteria.near(one(POINTS), 1.0);
                    }
                }
                case 9 -> criteria.seller(one(SELLERS)).seller(one(SELLERS));
                case 10 -> criteria.withoutSeller(one(SELLERS));
                case 12 -> {
                    switch (random.nextInt(3)) {
                        case 0 -> criteria.inTitle(entry());
                        case 1 -> criteria.anyInTitle(one(WORDS), words(2));
                        default -> criteria.noneInTitle(one(WORDS));
                    }
                }
                case 13 -> criteria.withoutSource(new SourceId(chance(50) ? "ebay" : "facebook"));
                case 14 -> criteria.minPhotos(1 + random.nextInt(3));
                case 15 ->
                    criteria.price(PriceRange.upTo(Money.of(one(List.of(50, 100)), currency()))
                            .with(one(List.of(PriceRange.Unknown.values()))));
                case 11 -> {
                    if (chance(50)) {
                        criteria.priceDrop(one(List.of(1, 50, 100)));
                    } else {
                        criteria.priceDrop(PriceDrop.of(Money.of(one(List.of(1, 50, 51)), "EUR")));
                    }
                }
                case 16 -> criteria.listedWithin(Duration.ofSeconds(one(AGES)));
                case 17 -> criteria.withoutSuspiciousPrices();
                case 18 -> criteria.near(polygon());
                case 19 -> criteria.near(polygon()).near(one(POINTS), 1.0);
                case 20 -> criteria.priceDrop(PriceDrop.to(Money.of(one(AMOUNTS), currency())));
                case 21 -> criteria.attribute(orUnknown(fact()));
                default -> criteria.attribute(orUnknown(demand()));
            }
        }
        for (CriteriaClause clause : CriteriaClause.values()) {
            if (chance(30)) {
                criteria.orUnknown(clause);
            }
        }
        return Alert.of(id, 1, "alert " + id, criteria.build(), query());
    }

    /** With a place in its middle, on its line or at a corner, or across the date line. */
    private GeoPolygon polygon() {
        GeoPoint middle = one(POINTS);
        double north = middle.latitude() + 0.08;
        double east = middle.longitude() + one(List.of(0.02, 0.0));
        double west = middle.longitude() - 0.02;
        return new GeoPolygon(List.of(
                new GeoPoint(middle.latitude() - one(List.of(0.01, 0.0)), wrapped(west)),
                new GeoPoint(middle.latitude(), wrapped(east)),
                new GeoPoint(north, wrapped(east)),
                new GeoPoint(north, wrapped(west))));
    }

    private static double wrapped(double longitude) {
        return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
    }

    /** On what every marketplace says in the same words. */
    private AttributeCriterion fact() {
        return switch (random.nextInt(3)) {
            case 0 -> AttributeCriterion.of("Condition", AttributeOperator.IN, text("new"), text("used_good"));
            case 1 ->
                AttributeCriterion.of(
                        "price_kind", one(List.of(AttributeOperator.EQUAL, AttributeOperator.NOT_EQUAL)), text("free"));
            default ->
                AttributeCriterion.of("delivery", AttributeOperator.IN, text(one(DELIVERIES)), text(one(DELIVERIES)));
        };
    }

    private static AttributeValue text(String word) {
        return AttributeValue.of(word);
    }

    private AttributeCriterion orUnknown(AttributeCriterion demand) {
        return demand.operator() != AttributeOperator.EXISTS && chance(30) ? demand.orUnknown() : demand;
    }

    private AttributeCriterion demand() {
        String name = one(List.of("STORAGE", "größe", "free"));
        AttributeOperator operator = one(List.of(AttributeOperator.values()));
        AttributeValue number = AttributeValue.of(one(List.of(-5, 64, 128, 1_280)));
        AttributeValue day = AttributeValue.of(LocalDate.of(2026, 1, 31));
        AttributeValue any = one(List.of(number, day, AttributeValue.of(one(FACTS)), AttributeValue.of(chance(50))));
        return switch (operator) {
            case EXISTS -> AttributeCriterion.of(name, operator);
            case EQUAL, NOT_EQUAL -> AttributeCriterion.of(name, operator, any);
            case IN -> AttributeCriterion.of(name, operator, any, number);
            case BETWEEN -> AttributeCriterion.of(name, operator, AttributeValue.of(-5), AttributeValue.of(128));
            default -> AttributeCriterion.of(name, operator, chance(70) ? number : day);
        };
    }

    private String query() {
        return switch (random.nextInt(14)) {
            case 12 -> "price:" + one(AMOUNTS) + ".." + one(List.of("", "eur", "USD"));
            case 13 -> "price:.." + one(AMOUNTS) + " -broken";
            case 0 -> one(WORDS);
            case 1 -> '"' + words(2) + '"';
            case 2 -> "red OR " + one(List.of("bike", "128GB", "\"iphone 13\"", "cafe")) + " -broken";
            case 3 -> "-" + one(List.of("bik*", "bikes", "\"128 gb\"", "iphone13", "Größe"));
            case 4 ->
                one(List.of(
                        "128gb",
                        "128 GB",
                        "iphone13",
                        "batteries",
                        "GRÖSSE",
                        "levi's",
                        "자전거 OR 自",
                        "iph*",
                        "Batterie*",
                        "title:128* OR gros*"));
            case 5 -> "title:" + one(List.of("bike", "\"iphone 13\"", "GRÖSSE", "red"));
            case 6 -> "(bike OR red OR cafe) -title:" + one(List.of("broken", "128gb", "new"));
            case 7 -> "(bike red) OR (cafe \"128 gb\") OR title:box";
            default -> "";
        };
    }
}
