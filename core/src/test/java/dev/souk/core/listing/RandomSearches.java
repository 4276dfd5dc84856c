package dev.souk.core.listing;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
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
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Random listings and queries of so few words, prices and places that they meet often. */
final class RandomSearches {

    private static final List<String> WORDS = List.of(
            "bike",
            "Bikes",
            "brompton",
            "folding",
            "red",
            "iphone13",
            "iPhone",
            "13",
            "Café",
            "cafe",
            "Levi's",
            "levis",
            "o'brien",
            "batteries",
            "battery",
            "自転車",
            "ไทย",
            "128GB",
            "gb",
            "back\\slash",
            "Fahrrad",
            "Fahrräder",
            "車",
            "a:*",
            "!",
            "&|",
            "%",
            "_",
            "Größe");
    private static final List<String> PREFIXES =
            List.of("bro*", "bik*", "iph*", "iphone*", "caf*", "batterie*", "128*", "gro*", "lev*", "Fahrräder*");
    private static final List<String> PLACES =
            List.of("Houston, TX", "New York", "York", "Saint-Étienne", "Paris 13", "O'Fallon, MO", "Ho Chi Minh");
    private static final List<String> CATEGORIES = List.of("Bikes", "bikes", "Phones", "100%_real", "Home & Garden");
    private static final List<String> STEPS = List.of("BIKES", "Phones", "Home & Garden", "Folding", "");
    /** With what follows as long as a path may be to be read, or longer, in characters or only in Java's. */
    private static final List<String> LONG_STEPS =
            List.of("x".repeat(600 - "Bikes > BIKES".length()), "x".repeat(640), "\uD83D\uDEB2".repeat(400));

    private static final List<String> VALUES = List.of("good", "Good", "used_good", "50%", "it's", "\"quoted\"");
    private static final List<String> DELIVERIES = List.of("pickup", "shipping", "pickup, shipping", "Pickup");
    private static final List<String> FACTS = List.of(
            "128GB", "64 gb", "128", "-0.5", "1,280 MB", "2 x 64", "Yes", "no", "2026-01-31", "2026-01-30T08:00");
    private static final List<BigDecimal> NUMBERS =
            List.of(new BigDecimal("-0.5"), new BigDecimal("64"), new BigDecimal("128.000"), new BigDecimal("1280"));
    private static final List<String> SELLERS = List.of("ada", "Ada", "50%", "o'brien");
    static final Instant LISTED = Instant.parse("2026-01-31T00:00:00Z");
    private static final List<ListingStatus> STATUSES = List.of(ListingStatus.values());
    private static final List<GeoPoint> CORNERS = List.of(
            new GeoPoint(0, 179.95),
            new GeoPoint(0.1, -179.95),
            new GeoPoint(89.9, 12),
            new GeoPoint(89.8, -160),
            new GeoPoint(-90, 0),
            new GeoPoint(48.8566, 2.3522),
            new GeoPoint(48.9, 2.4),
            new GeoPoint(-33.87, 151.2));

    private RandomSearches() {}

    static Listing listing(int number, Random random) {
        SourceId source = new SourceId(random.nextBoolean() ? "ebay" : "gumtree");
        Listing.Builder listing = Listing.builder(
                        new ListingKey(source, "id" + number),
                        "x " + words(random, 1 + random.nextInt(4)),
                        URI.create("https://example.org/" + number))
                .status(random.nextInt(4) == 0 ? pick(STATUSES, random) : ListingStatus.AVAILABLE);
        if (random.nextInt(3) > 0) {
            listing.description(words(random, random.nextInt(12)));
        }
        if (random.nextInt(4) > 0) {
            listing.price(money(random));
        }
        if (random.nextInt(3) == 0) {
            listing.previousPrice(money(random));
        }
        if (random.nextInt(3) > 0) {
            listing.location(pick(PLACES, random) + (random.nextBoolean() ? "" : ", " + pick(PLACES, random)));
        }
        if (random.nextInt(3) > 0) {
            GeoPoint corner = pick(CORNERS, random);
            listing.point(new GeoPoint(
                    Math.max(-90, Math.min(90, corner.latitude() + random.nextGaussian() / 5)), corner.longitude()));
        }
        if (random.nextInt(3) > 0) {
            listing.category(pick(CATEGORIES, random)).subcategory(pick(CATEGORIES, random));
        }
        if (random.nextInt(3) == 0) {
            String wide = pick(CATEGORIES, random) + " > " + pick(STEPS, random);
            wide = random.nextInt(8) > 0 ? wide : LONG_STEPS.get(random.nextInt(LONG_STEPS.size())) + wide;
            listing.attribute("category_path", random.nextBoolean() ? wide : wide + " > " + pick(CATEGORIES, random));
        }
        if (random.nextInt(3) > 0) {
            listing.attribute(random.nextBoolean() ? "condition" : "Condition", pick(VALUES, random));
            listing.attribute("colour", pick(VALUES, random)).attribute("storage", pick(FACTS, random));
        }
        if (random.nextInt(3) > 0) {
            listing.seller(new Seller(pick(SELLERS, random), "somebody"));
        }
        if (random.nextInt(3) > 0) {
            listing.listedAt(LISTED.plusSeconds(random.nextInt(5)));
        }
        if (random.nextInt(6) == 0) {
            listing.price(Money.of(pick(List.of("0", "0", "0.01", "1", "1234", "0.02"), random), currency(random)));
            listing.title(pick(List.of("x swap", "x FREE", "x Verschenke", "x for trades", "x"), random));
            listing.attribute("price_kind", pick(List.of("free", "auction", "fixed"), random));
        }
        if (random.nextInt(3) == 0) {
            listing.attribute("delivery", pick(DELIVERIES, random));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            listing.image(ListingImage.of(URI.create("https://example.org/" + number + "/" + i)));
        }
        return listing.build();
    }

    /** {@code firstSeen}: when the listings were first seen; some queries ask for those since one of these times. */
    static ListingQuery query(Random random, List<Instant> firstSeen) {
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        if (random.nextInt(6) == 0) {
            criteria.source(new SourceId("ebay"));
        }
        if (random.nextInt(8) == 0) {
            criteria.withoutSource(new SourceId("gumtree"));
        }
        if (random.nextInt(6) == 0) {
            criteria.minPhotos(1 + random.nextInt(4));
        }
        if (random.nextInt(5) == 0) {
            criteria.category(pick(CATEGORIES, random)).category(pick(CATEGORIES, random));
        }
        if (random.nextInt(8) == 0) {
            criteria.subcategory(pick(CATEGORIES, random));
        }
        if (random.nextInt(4) == 0) {
            BigDecimal low = money(random).amount();
            PriceRange range = new PriceRange(
                    random.nextBoolean() ? low : null, low.add(new BigDecimal("40.5")), currency(random));
            PriceRange.Unknown[] unknown = PriceRange.Unknown.values();
            criteria.price(range.with(unknown[random.nextInt(unknown.length)]));
        }
        if (random.nextInt(4) == 0) {
            criteria.allOf(solid(random)).anyOf(solid(random), solid(random) + " " + solid(random));
        }
        if (random.nextInt(5) == 0) {
            criteria.noneOf(solid(random));
        }
        if (random.nextInt(6) == 0) {
            criteria.inTitle(solid(random));
        }
        if (random.nextInt(6) == 0) {
            criteria.anyInTitle(solid(random), solid(random) + " " + solid(random));
        }
        if (random.nextInt(6) == 0) {
            criteria.noneInTitle(solid(random));
        }
        if (random.nextInt(5) == 0) {
            criteria.location(pick(PLACES, random));
        }
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                criteria.near(pick(CORNERS, random), Math.pow(10, random.nextDouble() * 4.3));
            }
        }
        if (random.nextInt(6) == 0) {
            String name = random.nextBoolean() ? "CONDITION" : "Colour";
            criteria.attribute(orUnknown(AttributeCriterion.of(name, pick(VALUES, random)), random));
        }
        if (random.nextInt(4) == 0) {
            criteria.attribute(orUnknown(demand(random), random));
        }
        if (random.nextInt(5) == 0) {
            criteria.attribute(orUnknown(fact(random), random));
        }
        if (random.nextInt(8) == 0) {
            criteria.seller(pick(SELLERS, random)).seller(pick(SELLERS, random));
        }
        if (random.nextInt(8) == 0) {
            criteria.withoutSeller(pick(SELLERS, random));
        }
        if (random.nextInt(8) == 0) {
            Money amount = new Money(BigDecimal.valueOf(1 + random.nextInt(60)), currency(random));
            criteria.priceDrop(new PriceDrop(1 + random.nextInt(60), random.nextBoolean() ? null : amount));
        }
        if (random.nextInt(10) == 0) {
            Money target = new Money(BigDecimal.valueOf(1 + random.nextInt(60)), currency(random));
            criteria.priceDrop(PriceDrop.to(target));
        }
        if (random.nextInt(8) == 0) {
            criteria.listedWithin(Duration.ofSeconds(56 + random.nextInt(5)));
        }
        if (random.nextInt(8) == 0) {
            criteria.withoutSuspiciousPrices();
        }
        if (random.nextInt(6) == 0) {
            criteria.near(polygon(random));
        }
        for (CriteriaClause clause : CriteriaClause.values()) {
            if (random.nextInt(3) == 0) {
                criteria.orUnknown(clause);
            }
        }
        Set<ListingStatus> statuses =
                random.nextInt(3) > 0 ? ListingQuery.OPEN : EnumSet.of(pick(STATUSES, random), pick(STATUSES, random));
        Instant listedSince = random.nextInt(8) == 0 ? LISTED.plusSeconds(random.nextInt(5)) : null;
        TextQuery text = text(random);
        Instant firstSeenSince =
                random.nextInt(6) == 0 ? pick(firstSeen, random).plusNanos(1_000L * random.nextInt(2)) : null;
        return new ListingQuery(criteria.build(), text, statuses, listedSince, firstSeenSince, ListingSort.NEWEST);
    }

    /** Upright about a corner, with a dent; often with places on its line, and across the date line. */
    private static GeoPolygon polygon(Random random) {
        GeoPoint middle = pick(CORNERS, random);
        double east = middle.longitude() + 0.1 > 180 ? middle.longitude() - 359.9 : middle.longitude() + 0.1;
        double north = Math.min(90, middle.latitude() + random.nextDouble());
        double south = Math.max(-90, middle.latitude() - random.nextDouble());
        GeoPoint dent = new GeoPoint((north + south) / 2, middle.longitude() - random.nextInt(2) / 50.0);
        return new GeoPolygon(List.of(
                new GeoPoint(south, middle.longitude()),
                new GeoPoint(south, east),
                new GeoPoint(north, east),
                new GeoPoint(north, middle.longitude()),
                dent));
    }

    /** On what every marketplace says in the same words. */
    private static AttributeCriterion fact(Random random) {
        boolean ofPrice = random.nextBoolean();
        List<String> words = ofPrice ? List.of("free", "Auction", "fixed", "negotiable") : DELIVERIES;
        String name = ofPrice ? "Price_Kind" : "delivery";
        AttributeValue word = AttributeValue.of(pick(words, random));
        return switch (random.nextInt(4)) {
            case 0 -> AttributeCriterion.of(name, AttributeOperator.EXISTS);
            case 1 -> AttributeCriterion.of(name, AttributeOperator.NOT_EQUAL, word);
            case 2 -> AttributeCriterion.of(name, AttributeOperator.IN, word, AttributeValue.of(pick(words, random)));
            default -> AttributeCriterion.of(name, AttributeOperator.EQUAL, word);
        };
    }

    private static AttributeCriterion orUnknown(AttributeCriterion demand, Random random) {
        return demand.operator() != AttributeOperator.EXISTS && random.nextInt(3) == 0 ? demand.orUnknown() : demand;
    }

    private static AttributeCriterion demand(Random random) {
        AttributeOperator operator = pick(List.of(AttributeOperator.values()), random);
        AttributeValue number = AttributeValue.of(pick(NUMBERS, random));
        AttributeValue day = AttributeValue.of(LocalDate.of(2026, 1, 30 + random.nextInt(2)));
        AttributeValue any = pick(List.of(number, day, AttributeValue.of(pick(FACTS, random))), random);
        return switch (operator) {
            case EXISTS -> AttributeCriterion.of("Storage", operator);
            case BETWEEN -> AttributeCriterion.of("storage", operator, AttributeValue.of(-1), AttributeValue.of(128));
            case EQUAL, NOT_EQUAL -> AttributeCriterion.of("storage", operator, any);
            case IN -> AttributeCriterion.of("STORAGE", operator, any, number, AttributeValue.of(true));
            default -> AttributeCriterion.of("storage", operator, random.nextBoolean() ? number : day);
        };
    }

    private static TextQuery text(Random random) {
        return switch (random.nextInt(11)) {
            case 6 ->
                TextQuery.parse("price:" + (10 + random.nextInt(40)) + ".." + pick(List.of("", "eur", "USD"), random));
            case 7 -> TextQuery.parse("price:.." + (1 + random.nextInt(60)) + " -" + solid(random));
            case 0 -> TextQuery.parse(solid(random));
            case 1 -> TextQuery.parse("-" + solid(random));
            case 2 -> TextQuery.parse(solid(random) + " OR " + solid(random) + " -" + solid(random));
            case 3 -> TextQuery.parse("\"" + solid(random) + " " + solid(random) + "\" OR " + solid(random));
            case 4 -> TextQuery.parse("title:\"" + solid(random) + " " + solid(random) + "\" OR " + solid(random));
            case 5 ->
                TextQuery.parse("(" + plain(random) + " " + plain(random) + ") OR (title:" + plain(random) + ")" + " -("
                        + plain(random) + " OR title:" + plain(random) + ")");
            default -> TextQuery.ANYTHING;
        };
    }

    /** A word that is not all punctuation. */
    private static String solid(Random random) {
        String word = pick(random.nextInt(6) == 0 ? PREFIXES : WORDS, random);
        return Phrase.of(word).isPresent() && Phrase.misplacedStar(word) < 0 ? word : "red";
    }

    /** A word that is no part of the grammar. */
    private static String plain(Random random) {
        return pick(List.of("bike", "red", "13", "cafe", "Größe", "folding", "fol*", "iphone*"), random);
    }

    private static Money money(Random random) {
        return new Money(new BigDecimal(random.nextInt(10_000)).movePointLeft(2), currency(random));
    }

    private static String currency(Random random) {
        return random.nextInt(4) == 0 ? "USD" : "EUR";
    }

    private static String words(Random random, int number) {
        return String.join(
                " ",
                IntStream.range(0, number).mapToObj(i -> pick(WORDS, random)).toList());
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
