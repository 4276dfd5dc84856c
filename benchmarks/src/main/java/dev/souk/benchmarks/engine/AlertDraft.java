package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An alert that is being made: its clauses so far, and what they can ask for. Drawn for one subcategory and one city. */
final class AlertDraft {

    final long id;
    final AlertCriteria.Builder criteria = AlertCriteria.builder();
    final SplittableRandom random;
    final int subcategoryNumber;
    final String category;
    final String subcategory;
    final Catalogue.City city;

    private final Catalogue catalogue;
    private String query = "";

    AlertDraft(long id, Catalogue catalogue, SplittableRandom random) {
        this.id = id;
        this.catalogue = catalogue;
        this.random = random;
        subcategoryNumber = catalogue.subcategoryOf(catalogue.category.next(random), random);
        category = Catalogue.categoryName(subcategoryNumber / Catalogue.SUBCATEGORIES);
        subcategory = Catalogue.subcategoryName(subcategoryNumber);
        city = catalogue.city(random);
    }

    void ask(String text) {
        query = text;
    }

    Alert finish() {
        return Alert.of(id, 1, "Alert " + id, criteria.build(), query);
    }

    /** A word of the subcategory. */
    String word() {
        return catalogue.topicWord(subcategoryNumber, random);
    }

    /** A word of some subcategory. */
    String wordOfAny() {
        return catalogue.topicWord(random.nextInt(Catalogue.CATEGORIES * Catalogue.SUBCATEGORIES), random);
    }

    /** So many, one of which may stand there more than once. */
    String[] words(int number) {
        return several(number, this::word);
    }

    /** The brand and the name of a thing. */
    String model() {
        return String.join(" ", catalogue.model(subcategoryNumber, random));
    }

    /** A word that many listings show. */
    String anyWord() {
        return catalogue.generalWord(random);
    }

    String rareWord() {
        return catalogue.rareWord(random);
    }

    String seller() {
        return "s" + catalogue.seller.next(random);
    }

    String source() {
        return "source" + catalogue.source.next(random);
    }

    static String[] several(int number, Supplier<String> one) {
        return Stream.generate(one).limit(number).toArray(String[]::new);
    }

    /** Around the city, so far from it in the middle. */
    GeoPoint around(double spreadKm) {
        return city.around(spreadKm, random);
    }

    /** Anywhere on the part of the Earth where most cities lie. */
    GeoPoint anywhere() {
        return new GeoPoint(random.nextDouble() * 60, random.nextDouble() * 90);
    }

    /** A price of the subcategory, whole, so many deviations above its median. */
    BigDecimal price(double deviations) {
        return BigDecimal.valueOf((long) Math.ceil(catalogue.price(subcategoryNumber, deviations)));
    }

    /** A thousandth of its own width: one or a few prices. */
    PriceRange thinPrice() {
        double price = catalogue.price(subcategoryNumber, Chance.gauss(random));
        BigDecimal low = BigDecimal.valueOf((long) price);
        return new PriceRange(low, low.add(BigDecimal.valueOf((long) (price / 1_000))), city.currency());
    }

    /** From three fifths of a price to seven fifths, as people ask. */
    PriceRange usualPrice() {
        double price = catalogue.price(subcategoryNumber, 0.8 * Chance.gauss(random));
        BigDecimal low = BigDecimal.valueOf(ListingMaker.round(price * 0.6));
        return new PriceRange(low, BigDecimal.valueOf(ListingMaker.round(price * 1.4)), city.currency());
    }

    /** What most listings of the subcategory cost, or less. */
    Money usualMaximum() {
        return new Money(price(0.8 * Chance.gauss(random)), city.currency());
    }
}
