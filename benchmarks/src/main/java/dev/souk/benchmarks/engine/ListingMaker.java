package dev.souk.benchmarks.engine;

import static dev.souk.benchmarks.engine.Catalogue.HOMES;
import static dev.souk.benchmarks.engine.Catalogue.PHONES;
import static dev.souk.benchmarks.engine.Catalogue.VEHICLES;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.Seller;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;

/** Makes listings: a title of 5 to 11 words, a description of 35 to 85, most of them about a model of the catalogue. */
final class ListingMaker {

    private static final double SPREAD_KM = 15;

    private final Catalogue catalogue;

    ListingMaker(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Listing make(long index, SplittableRandom random) {
        int category = catalogue.category.next(random);
        int subcategory = catalogue.subcategoryOf(category, random);
        Catalogue.City city = catalogue.city(random);
        List<String> model = catalogue.model(subcategory, random);
        ListingKey key = new ListingKey(new SourceId("source" + catalogue.source.next(random)), Long.toString(index));
        String title = text(subcategory, 5 + random.nextInt(7), 50, model, 85, true, random);
        double price = catalogue.price(subcategory, Chance.gauss(random));
        Listing.Builder listing = Listing.builder(key, title, URI.create("https://example.org/" + index))
                .status(ListingStatus.AVAILABLE)
                .description(text(subcategory, 35 + random.nextInt(51), 20, model, 45, false, random))
                .category(Catalogue.categoryName(category))
                .subcategory(Catalogue.subcategoryName(subcategory))
                .price(new Money(BigDecimal.valueOf(round(price)), city.currency()))
                .location(city.name())
                .point(city.around(SPREAD_KM, random))
                .seller(new Seller("s" + catalogue.seller.next(random), null))
                .attribute("condition", Facts.CONDITIONS.get(catalogue.condition.next(random)));
        facts(listing, category, random);
        return listing.build();
    }

    private static void facts(Listing.Builder listing, int category, SplittableRandom random) {
        switch (category) {
            case VEHICLES ->
                listing.attribute("year", Integer.toString(Facts.year(random)))
                        .attribute("mileage", Integer.toString(Facts.mileage(random)))
                        .attribute("fuel", Chance.skewed(random, Facts.FUELS))
                        .attribute("gearbox", Chance.skewed(random, Facts.GEARBOXES));
            case PHONES ->
                listing.attribute("storage", Facts.storage(random) + " GB")
                        .attribute("color", Chance.skewed(random, Facts.COLORS))
                        .attribute("battery", Integer.toString(70 + random.nextInt(31)));
            case HOMES ->
                listing.attribute("rooms", Integer.toString(1 + random.nextInt(7)))
                        .attribute("area", Integer.toString(20 + random.nextInt(180)));
            default -> {}
        }
    }

    /** Whole tens above a thousand, whole units below. */
    static long round(double price) {
        return price > 1_000 ? Math.round(price / 10) * 10 : Math.max(1, Math.round(price));
    }

    private String text(
            int subcategory,
            int words,
            double topicPercent,
            List<String> model,
            double modelPercent,
            boolean title,
            SplittableRandom random) {
        StringBuilder text = new StringBuilder(words * 8);
        int modelAt = Chance.percent(random, modelPercent) ? random.nextInt(title ? 3 : words) : -1;
        for (int i = 0; i < words; i++) {
            if (i == modelAt) {
                model.forEach(term -> append(text, term, title, random));
            }
            boolean topical = Chance.percent(random, topicPercent);
            append(
                    text,
                    topical ? catalogue.topicWord(subcategory, random) : catalogue.generalWord(random),
                    title,
                    random);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String word, boolean title, SplittableRandom random) {
        if (!text.isEmpty()) {
            int mark = title ? 2 : random.nextInt(12);
            text.append(mark == 0 ? ". " : mark == 1 ? ", " : " ");
        }
        boolean capital = random.nextInt(title ? 2 : 9) == 0;
        text.append(capital ? Character.toUpperCase(word.charAt(0)) : word.charAt(0))
                .append(word, 1, word.length());
    }
}
