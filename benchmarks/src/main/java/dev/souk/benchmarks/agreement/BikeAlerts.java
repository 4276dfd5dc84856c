package dev.souk.benchmarks.agreement;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.TextAnalyzer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Alerts that people who look at these listings could have saved: of their words, prices and places. Seeded. */
final class BikeAlerts {

    private static final String CURRENCY = "ZAR";

    private final List<Listing> listings;
    private final Random random;

    BikeAlerts(List<Listing> listings, Random random) {
        this.listings = listings;
        this.random = random;
    }

    Alert alert(long id) {
        Listing listing = listings.get(random.nextInt(listings.size()));
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        String query = words(listing, criteria);
        if (chance(40)) {
            price(listing, criteria);
        }
        if (chance(30) && listing.category() != null) {
            criteria.category(listing.category());
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
        return Alert.of(id, 1 + id % 1_000, "Alert " + id, criteria.build(), query);
    }

    /** One to three words of the title, or two neighbours, or alternatives; some of it as a query. */
    private String words(Listing listing, AlertCriteria.Builder criteria) {
        String one = word(listing.title());
        String other = word(listing.title());
        String strange = word(listings.get(random.nextInt(listings.size())).title());
        switch (random.nextInt(8)) {
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
            default -> {
                return one + " " + word(listing.description() == null ? listing.title() : listing.description());
            }
        }
        return "";
    }

    private void price(Listing listing, AlertCriteria.Builder criteria) {
        BigDecimal price =
                listing.price() == null ? BigDecimal.TEN : listing.price().amount();
        BigDecimal most = price.setScale(0, RoundingMode.UP);
        BigDecimal least = price.divide(BigDecimal.valueOf(2), 0, RoundingMode.DOWN);
        criteria.price(new PriceRange(chance(50) ? least : null, most, CURRENCY));
    }

    private static String said(Listing listing, String attribute) {
        return listing.attributes().getOrDefault(attribute, "not said");
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
