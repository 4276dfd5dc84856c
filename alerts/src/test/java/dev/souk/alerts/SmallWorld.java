package dev.souk.alerts;

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
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Random alerts and listings of so few words, prices and places that they meet often, and often on the boundary. */
final class SmallWorld {

    /** When everything is asked. */
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.000001Z");

    /** From euros to dollars, and not back. */
    static final ExchangeRates RATES =
            currency -> currency.equals("EUR") ? Map.of("USD", new BigDecimal("1.5")) : Map.of();

    private static final List<String> WORDS =
            List.of("bike", "bikes", "Brompton", "red", "iPhone13", "128GB", "case", "café", "自行车", "boxes", "old");
    private static final List<Integer> AGES = List.of(1, 60, 86_400, 86_401);
    private static final List<String> PREFIXES =
            List.of("bik*", "bike*", "bro*", "iph*", "iphone*", "box*", "Boxe*", "CAFÉ*", "old*", "128*", "bikeshed*");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "USD");
    private static final List<String> PRICES = List.of(
            "0",
            "0",
            "0.01",
            "1",
            "1234",
            "99.99",
            "100",
            "100.0001",
            "150",
            "199",
            "200",
            "650",
            "999999999999999.9999");
    private static final List<String> CATEGORIES = List.of("Bikes", "bikes", "PHONES", "Phones", "Home İ");
    private static final List<String> PLACES =
            List.of("Houston, TX", "Austin, TX", "Zürich", "New York", "York", "North York New");
    private static final List<GeoPoint> POINTS = List.of(
            new GeoPoint(29.76, -95.37),
            new GeoPoint(29.80, -95.40),
            new GeoPoint(0, 180),
            new GeoPoint(0.01, -179.99),
            new GeoPoint(0, 179.95),
            new GeoPoint(90, 0),
            new GeoPoint(89.95, 120),
            new GeoPoint(89.95, -60),
            new GeoPoint(-90, 77),
            new GeoPoint(0, 0));

    private static final List<String> DELIVERIES = List.of("pickup", "shipping", "pickup, shipping", "Pickup");
    private static final List<String> SELLERS = List.of("ada", "Ada", "bob", "0%");
    private static final List<String> FACTS = List.of(
            "64 GB",
            "128GB",
            "128",
            "128.0",
            "-3",
            "45,000 miles",
            "yes",
            "No",
            "red",
            "2 x 64",
            "2025-12-31",
            "2026-01-31T10:00:00Z",
            "2026-02-01",
            "9999-12-31");
    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "-3", "-2.5", "0", "64", "128", "128.5", "44999", "45000", "999999999999999")
            .map(BigDecimal::new)
            .toList();
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1));

    private final Random random;

    SmallWorld(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Listing listing() {
        ListingKey key = new ListingKey(source(), "id" + random.nextInt(1_000));
        Listing.Builder builder = Listing.builder(key, text(4), URI.create("https://example.org/" + key.externalId()));
        if (chance(70)) {
            builder.description(text(8));
        }
        if (chance(80)) {
            builder.price(money());
        }
        if (chance(50)) {
            builder.previousPrice(money());
        }
        if (chance(80)) {
            builder.location(one(PLACES));
        }
        if (chance(80)) {
            builder.point(point());
        }
        if (chance(80)) {
            builder.category(one(CATEGORIES));
        }
        if (chance(80)) {
            builder.subcategory(one(CATEGORIES));
        }
        CategoryPaths.of(key).ifPresent(path -> builder.attribute("category_path", path));
        for (int i = random.nextInt(3); i > 0; i--) {
            builder.attribute(one(List.of("color", "Color", "size")), one(List.of("Red", "red", "blue")));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            builder.attribute(one(List.of("storage", "Storage", "year")), one(FACTS));
        }
        if (chance(70)) {
            builder.seller(new Seller(one(SELLERS), null));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.image(ListingImage.of(URI.create("https://example.org/photo" + i)));
        }
        if (chance(80)) {
            builder.listedAt(NOW.minusSeconds(one(AGES)).plusNanos(1_000L * (random.nextInt(3) - 1)));
        }
        if (chance(15)) {
            builder.title(builder.build().title() + one(List.of(" free", " Tauschangebot", " for trades")));
        }
        if (chance(15)) {
            builder.attribute("price_kind", one(List.of("free", "auction", "fixed")));
        }
        if (chance(30)) {
            builder.attribute("delivery", one(DELIVERIES));
        }
        builder.status(chance(90) ? ListingStatus.AVAILABLE : one(List.of(ListingStatus.values())));
        return builder.build();
    }

    Alert alert(long id) {
        return new Alert(
                id,
                1 + random.nextInt(5),
                "alert " + id,
                criteria(),
                chance(25) ? TextQuery.parse(query()) : TextQuery.ANYTHING,
                chance(95),
                NotificationSettings.DEFAULT);
    }

    private AlertCriteria criteria() {
        AlertCriteria.Builder builder = AlertCriteria.builder();
        // Few clauses, so that many alerts match; which ones is open.
        for (int clauses = random.nextInt(4); clauses > 0; clauses--) {
            switch (random.nextInt(22)) {
                case 0 -> builder.source(source());
                case 1 -> builder.category(one(CATEGORIES));
                case 2 -> builder.subcategory(one(CATEGORIES));
                case 3 -> builder.price(range());
                case 4 -> builder.allOf(entry());
                case 5 -> builder.anyOf(entry(), entry(), entry());
                case 6 -> builder.noneOf(entry());
                case 7 -> builder.location(one(List.of("houston", "TX", "zurich", "new york", "York", "north")));
                case 8 -> {
                    builder.near(point(), radius());
                    for (int more = random.nextInt(3); more > 0; more--) {
                        builder.near(point(), radius());
                    }
                }
                case 9 -> builder.attribute(orUnknown(color()));
                case 10 -> builder.attribute(orUnknown(demand()));
                case 11 -> builder.attribute(orUnknown(chance(50) ? demand() : fact()));
                case 12 -> builder.seller(one(SELLERS)).seller(one(SELLERS));
                case 13 -> builder.withoutSeller(one(SELLERS));
                case 14 -> {
                    switch (random.nextInt(3)) {
                        case 0 -> builder.inTitle(entry());
                        case 1 -> builder.anyInTitle(entry(), entry());
                        default -> builder.noneInTitle(entry());
                    }
                }
                case 15 -> builder.withoutSource(source()).withoutSource(source());
                case 16 -> builder.minPhotos(1 + random.nextInt(3));
                case 17 -> builder.listedWithin(Duration.ofSeconds(one(AGES)));
                case 18 -> builder.withoutSuspiciousPrices();
                case 19 -> {
                    builder.near(polygon());
                    if (chance(30)) {
                        builder.near(point(), radius()).near(polygon());
                    }
                }
                case 20 -> builder.allOf(text(2 + random.nextInt(2)));
                default -> builder.priceDrop(drop());
            }
        }
        for (CriteriaClause clause : CriteriaClause.values()) {
            if (chance(40)) {
                builder.orUnknown(clause);
            }
        }
        return builder.build();
    }

    private AttributeCriterion color() {
        return AttributeCriterion.of(one(List.of("COLOR", "color", "size")), one(List.of("red", "RED", "Blue")));
    }

    /** On what every marketplace says in the same words. */
    private AttributeCriterion fact() {
        AttributeOperator operator = one(List.of(
                AttributeOperator.EQUAL, AttributeOperator.NOT_EQUAL, AttributeOperator.IN, AttributeOperator.EXISTS));
        boolean ofPrice = chance(50);
        List<String> words = ofPrice ? List.of("free", "Auction", "fixed", "negotiable") : DELIVERIES;
        String name = ofPrice ? "price_kind" : "Delivery";
        return switch (operator) {
            case EXISTS -> AttributeCriterion.of(name, operator);
            case IN ->
                AttributeCriterion.of(name, operator, AttributeValue.of(one(words)), AttributeValue.of(one(words)));
            default -> AttributeCriterion.of(name, operator, AttributeValue.of(one(words)));
        };
    }

    private AttributeCriterion orUnknown(AttributeCriterion demand) {
        return demand.operator() != AttributeOperator.EXISTS && chance(40) ? demand.orUnknown() : demand;
    }

    private PriceDrop drop() {
        String currency = one(CURRENCIES);
        Money least = Money.of(one(List.of("0.0001", "1", "49", "50", "100")), currency);
        Money target = Money.of(one(PRICES), currency);
        return switch (random.nextInt(5)) {
            case 0 -> new PriceDrop(one(List.of(0, 0, 25)), least);
            case 1 -> PriceDrop.to(target);
            case 2 -> new PriceDrop(one(List.of(0, 10)), chance(50) ? least : null, target);
            default -> new PriceDrop(one(List.of(1, 10, 25, 50, 100)));
        };
    }

    /** About a place, or with a corner there, also across the date line. */
    private GeoPolygon polygon() {
        GeoPoint middle = point();
        double size = one(List.of(0.01, 0.1, 5.0));
        GeoPoint south = moved(middle, -size, -size);
        GeoPoint east = moved(middle, -size / 2, size);
        GeoPoint north = moved(middle, size, size / 3);
        GeoPoint dent = chance(50) ? middle : moved(middle, size / 10, 0);
        return new GeoPolygon(chance(50) ? List.of(south, east, north) : List.of(south, east, north, dent));
    }

    private static GeoPoint moved(GeoPoint point, double north, double east) {
        double longitude = point.longitude() + east;
        return new GeoPoint(
                Math.max(-90, Math.min(90, point.latitude() + north)),
                longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude);
    }

    private AttributeCriterion demand() {
        String name = one(List.of("STORAGE", "year", "color"));
        AttributeOperator operator = one(List.of(AttributeOperator.values()));
        return switch (operator) {
            case EXISTS -> AttributeCriterion.of(name, operator);
            case BETWEEN -> {
                BigDecimal one = one(NUMBERS);
                BigDecimal other = one(NUMBERS);
                yield chance(70)
                        ? AttributeCriterion.of(
                                name, operator, AttributeValue.of(one.min(other)), AttributeValue.of(one.max(other)))
                        : AttributeCriterion.of(
                                name,
                                operator,
                                AttributeValue.of(LocalDate.of(1800, 1, 1)),
                                AttributeValue.of(LocalDate.of(2026, 1, 31)));
            }
            case IN -> AttributeCriterion.of(name, operator, value(), value(), value());
            case EQUAL, NOT_EQUAL -> AttributeCriterion.of(name, operator, value());
            default ->
                AttributeCriterion.of(
                        name, operator, chance(70) ? AttributeValue.of(one(NUMBERS)) : AttributeValue.of(one(DAYS)));
        };
    }

    private AttributeValue value() {
        return switch (random.nextInt(4)) {
            case 0 -> AttributeValue.of(one(FACTS));
            case 1 -> AttributeValue.of(one(DAYS));
            case 2 -> AttributeValue.of(chance(50));
            default -> AttributeValue.of(one(NUMBERS));
        };
    }

    private SourceId source() {
        return new SourceId(one(List.of("facebook", "ebay", "craigslist")));
    }

    private Money money() {
        return Money.of(one(PRICES), one(CURRENCIES));
    }

    private PriceRange range() {
        return chance(50) ? bounds().with(one(List.of(PriceRange.Unknown.values()))) : bounds();
    }

    private PriceRange bounds() {
        String currency = one(CURRENCIES);
        BigDecimal one = new BigDecimal(one(PRICES));
        BigDecimal other = new BigDecimal(one(PRICES));
        return switch (random.nextInt(4)) {
            case 0 -> new PriceRange(null, one, currency);
            case 1 -> new PriceRange(one, null, currency);
            default -> new PriceRange(one.min(other), one.max(other), currency);
        };
    }

    private GeoPoint point() {
        return chance(90) ? one(POINTS) : new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
    }

    /** Often the distance of two places to the last bit, so that one lies on the rim. */
    private double radius() {
        if (chance(50)) {
            double rim = one(POINTS).distanceKm(one(POINTS));
            return rim > 0 ? rim : 1e-9;
        }
        return one(List.of(0.001, 1.0, 12.0, 50.0, 300.0, 4_999.0, 5_001.0, 20_038.0));
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(one(WORDS));
        }
        return text.toString();
    }

    private String entry() {
        return chance(20) ? one(PREFIXES) : text(chance(70) ? 1 : 2);
    }

    private String word() {
        return one(chance(20) ? PREFIXES : WORDS);
    }

    private String query() {
        return switch (random.nextInt(12)) {
            case 10 -> "price:" + one(PRICES.subList(0, 8)) + ".." + one(List.of("", "eur", "USD"));
            case 11 -> one(WORDS) + " price:.." + one(PRICES) + one(List.of("", "", "eur"));
            case 0 -> entry();
            case 1 -> '"' + text(2) + '"';
            case 2 -> entry() + " OR \"" + text(2) + '"';
            case 3 -> "-" + word();
            case 4 -> word() + " OR " + word() + " OR " + one(WORDS) + " -\"" + text(2) + '"';
            case 5 -> "title:" + word() + " -title:\"" + text(2) + '"';
            case 6 -> "(" + one(WORDS) + " " + one(WORDS) + ") OR (title:" + one(WORDS) + " " + one(WORDS) + ")";
            case 7 -> word() + " -(" + word() + " OR " + word() + ")";
            case 8 -> "title:" + word() + " OR \"" + text(2) + '"';
            default -> word() + " -" + word();
        };
    }
}
