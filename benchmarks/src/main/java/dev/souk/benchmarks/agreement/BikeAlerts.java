package dev.souk.benchmarks.agreement;

import dev.souk.model.ExchangeRates;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
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
import dev.souk.model.text.TextAnalyzer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Alerts that people who look at these listings could have saved: of their words, prices and places. Seeded. */
final class BikeAlerts {

    /** From dollars to the currency of the adverts, and not back. */
    static final ExchangeRates RATES =
            currency -> currency.equals("USD") ? Map.of("ZAR", new BigDecimal("18.25")) : Map.of();

    /** Of the dates that are said. */
    static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

    private static final String CURRENCY = "ZAR";
    private static final String OTHER_CURRENCY = "USD";
    private static final BigDecimal OTHER_PRICES = BigDecimal.valueOf(18);

    private final List<Listing> listings;
    private final Random random;

    BikeAlerts(List<Listing> listings, Random random) {
        this.listings = listings;
        this.random = random;
    }

    Alert alert(long id) {
        Listing listing = one(listings);
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        String query = words(listing, criteria);
        if (chance(40)) {
            price(listing, criteria);
        }
        if (chance(30) && listing.category() != null) {
            criteria.category(listing.category());
        }
        if (chance(15) && listing.subcategory() != null) {
            criteria.subcategory(listing.subcategory());
        }
        if (chance(15) && listing.location() != null && hasWord(listing.location())) {
            criteria.location(listing.location());
        }
        if (chance(10)) {
            criteria.source(listing.key().source());
        }
        if (chance(10)) {
            criteria.attribute("condition", said(listing, "condition"));
        }
        if (chance(10)) {
            criteria.attribute("Photos", AttributeOperator.AT_LEAST, AttributeValue.of(1 + random.nextInt(8)));
        }
        if (chance(5) && listing.seller().id() != null) {
            criteria.seller(listing.seller().id());
        }
        seldom(listing, criteria);
        return Alert.of(id, 1 + id % 1_000, "Alert " + id, criteria.build(), query);
    }

    /** What fewer people ask for. */
    private void seldom(Listing listing, AlertCriteria.Builder criteria) {
        GeoPoint point = listing.point();
        if (point != null && chance(15)) {
            criteria.near(point, 5 + random.nextInt(200));
        } else if (point != null && chance(5)) {
            criteria.near(triangle(point));
        }
        if (chance(10)) {
            criteria.orUnknown(one(List.of(CriteriaClause.values())));
        }
        if (chance(20)) {
            criteria.orUnknown(CriteriaClause.CATEGORIES, CriteriaClause.SUBCATEGORIES);
        }
        if (chance(10)) {
            criteria.listedWithin(Duration.ofHours(1 + random.nextInt(24 * 60)));
        }
        if (chance(10)) {
            criteria.minPhotos(1 + random.nextInt(4));
        }
        String somebody = one(listings).seller().id();
        if (chance(10) && somebody != null) {
            criteria.withoutSeller(somebody);
        }
        if (chance(3)) {
            criteria.withoutSource(one(listings).key().source());
        }
        if (chance(5)) {
            criteria.withoutSuspiciousPrices();
        }
        if (chance(5)) {
            criteria.priceDrop(drop(listing));
        }
        if (chance(15)) {
            criteria.attribute(attribute(listing));
        }
    }

    /** By a share and an amount, or to a target; seldom to one in dollars. */
    private PriceDrop drop(Listing listing) {
        if (chance(50)) {
            return new PriceDrop(random.nextInt(40), Money.of(1, CURRENCY));
        }
        BigDecimal price = priceOf(listing);
        return chance(20)
                ? PriceDrop.to(new Money(inDollars(price), OTHER_CURRENCY))
                : new PriceDrop(
                        random.nextInt(40), chance(50) ? Money.of(1, CURRENCY) : null, new Money(price, CURRENCY));
    }

    private AttributeCriterion attribute(Listing listing) {
        AttributeValue photos = AttributeValue.of(random.nextInt(8));
        AttributeValue province = AttributeValue.of(said(listing, "province"));
        AttributeCriterion demand = switch (random.nextInt(10)) {
            case 0 -> AttributeCriterion.of("photos", AttributeOperator.LESS, photos);
            case 1 -> AttributeCriterion.of("photos", AttributeOperator.BETWEEN, photos, AttributeValue.of(9));
            case 2 -> AttributeCriterion.of("province", AttributeOperator.NOT_EQUAL, province);
            case 3 ->
                AttributeCriterion.of(
                        "province", AttributeOperator.IN, province, AttributeValue.of(said(one(listings), "province")));
            case 4 -> AttributeCriterion.of("colour", AttributeOperator.EQUAL, AttributeValue.of("red"));
            case 5 -> AttributeCriterion.of("serviced", AttributeOperator.AT_LEAST, day(500));
            case 6 -> AttributeCriterion.of("serviced", AttributeOperator.BETWEEN, day(300), day(700));
            case 7 -> AttributeCriterion.of("serviced", AttributeOperator.LESS, day(700));
            case 8 -> AttributeCriterion.of("Helmet", AttributeOperator.EQUAL, AttributeValue.of(chance(50)));
            default -> AttributeCriterion.of("condition", AttributeOperator.EXISTS);
        };
        return demand.operator() != AttributeOperator.EXISTS && chance(30) ? demand.orUnknown() : demand;
    }

    /** Later than the first one by at most that many days, and by more than half of them. */
    private AttributeValue day(int most) {
        return AttributeValue.of(FIRST_DAY.plusDays(most / 2 + random.nextInt(most / 2)));
    }

    private static GeoPolygon triangle(GeoPoint around) {
        return new GeoPolygon(List.of(
                new GeoPoint(around.latitude() - 1, around.longitude() - 1),
                new GeoPoint(around.latitude() - 1, around.longitude() + 1.5),
                new GeoPoint(around.latitude() + 1, around.longitude())));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One to three words of the title, or two neighbours, or alternatives; some of it as a query. */
    private String words(Listing listing, AlertCriteria.Builder criteria) {
        String one = word(listing.title());
        String other = word(listing.title());
        String strange = word(one(listings).title());
        switch (random.nextInt(11)) {
            case 0 -> criteria.allOf(one);
            case 1 -> criteria.allOf(one, other);
            case 2 -> criteria.anyOf(one, strange).noneOf(other.equals(one) ? "nosuchword" : other);
            case 3 -> criteria.inTitle(one).noneOf(strange);
            case 4 -> criteria.allOf(neighbours(listing.title()));
            case 5 -> {
                return '"' + neighbours(listing.title()) + "\" -" + strange;
            }
            case 6 -> {
                return "(" + one + " OR " + strange + ") title:" + other;
            }
            case 7 -> criteria.anyInTitle(one, strange).noneInTitle(other.equals(one) ? "nosuchword" : other);
            case 8 -> criteria.allOf(beginning(one)).anyOf(beginning(other), strange);
            case 9 -> {
                String amounts = random.nextInt(5_000) + ".." + (5_000 + random.nextInt(50_000));
                return beginning(one) + " price:" + (chance(80) ? amounts : random.nextInt(500) + ".." + 2_000 + "usd");
            }
            default -> {
                return one + " " + word(listing.description() == null ? listing.title() : listing.description());
            }
        }
        return "";
    }

    private void price(Listing listing, AlertCriteria.Builder criteria) {
        BigDecimal price = priceOf(listing);
        boolean isOther = chance(10);
        BigDecimal most = isOther ? inDollars(price) : price.setScale(0, RoundingMode.UP);
        BigDecimal least = most.divide(BigDecimal.valueOf(2), 0, RoundingMode.DOWN);
        PriceRange range = new PriceRange(chance(50) ? least : null, most, isOther ? OTHER_CURRENCY : CURRENCY);
        criteria.price(chance(20) ? range.orUnknown() : range);
    }

    private static BigDecimal priceOf(Listing listing) {
        return listing.price() == null ? BigDecimal.TEN : listing.price().amount();
    }

    private static BigDecimal inDollars(BigDecimal price) {
        return price.divide(OTHER_PRICES, 0, RoundingMode.UP);
    }

    private static String said(Listing listing, String attribute) {
        return listing.attributes().getOrDefault(attribute, "not said");
    }

    /** Words that begin so, where it is long enough to ask for that. */
    private String beginning(String word) {
        int length = Phrase.SHORTEST_PREFIX + random.nextInt(3);
        return word.length() <= length ? word : word.substring(0, length) + "*";
    }

    private String word(String text) {
        List<String> terms = TextAnalyzer.terms(text);
        return terms.isEmpty() ? "bicycle" : terms.get(random.nextInt(terms.size()));
    }

    private String neighbours(String text) {
        List<String> terms = TextAnalyzer.terms(text);
        if (terms.size() < 2) {
            return word(text);
        }
        int first = random.nextInt(terms.size() - 1);
        return terms.get(first) + " " + terms.get(first + 1);
    }

    private static boolean hasWord(String text) {
        return !TextAnalyzer.terms(text).isEmpty();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
