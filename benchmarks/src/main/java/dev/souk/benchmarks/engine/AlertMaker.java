package dev.souk.benchmarks.engine;

import static dev.souk.benchmarks.engine.Catalogue.HOMES;
import static dev.souk.benchmarks.engine.Catalogue.PHONES;
import static dev.souk.benchmarks.engine.Catalogue.VEHICLES;

import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.util.SplittableRandom;

/** Makes alerts: what people who look for the things of the catalogue would save. */
final class AlertMaker {

    private static final double SPREAD_KM = 10;
    private static final double[] RADII_KM = {5, 10, 25, 50, 100, 200};

    private final Alias radius = Alias.of(0.10, 0.20, 0.30, 0.25, 0.10, 0.05);
    private final Catalogue catalogue;

    AlertMaker(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Alert make(long id, SplittableRandom random) {
        int category = catalogue.category.next(random);
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        String query = "";
        double shape = random.nextDouble() * 100;
        if (shape < 10) {
            nearby(criteria, category, random);
        } else if (shape < 11) {
            aThinPriceRange(criteria, category, random);
        } else if (shape < 15) {
            broad(criteria, category, random);
        } else {
            query = words(criteria, category, random);
        }
        return Alert.of(id, 1 + id % 100_000, "Alert " + id, criteria.build(), query);
    }

    /** Category, price and circle, no words. */
    private void nearby(AlertCriteria.Builder criteria, int category, SplittableRandom random) {
        int subcategory = catalogue.subcategoryOf(category, random);
        Catalogue.City city = catalogue.city(random);
        near(criteria, city, random);
        if (Chance.percent(random, 60)) {
            criteria.subcategory(Catalogue.subcategoryName(subcategory));
        } else {
            categories(criteria, category, random);
        }
        price(criteria, subcategory, city, random);
        if (Chance.percent(random, 20)) {
            conditions(criteria, random);
        }
        if (Chance.percent(random, 40)) {
            facts(criteria, category, random);
        }
    }

    /** Nothing but a hundredth of the prices of some subcategory. */
    private void aThinPriceRange(AlertCriteria.Builder criteria, int category, SplittableRandom random) {
        int subcategory = catalogue.subcategoryOf(category, random);
        double middle = Chance.gauss(random);
        double half = 0.005 / Math.max(0.05, density(middle));
        range(criteria, subcategory, middle - half, middle + half, catalogue.city(random));
    }

    private static double density(double deviations) {
        return Math.exp(-deviations * deviations / 2) / Math.sqrt(2 * Math.PI);
    }

    /** A subcategory and a wide range of prices. */
    private void broad(AlertCriteria.Builder criteria, int category, SplittableRandom random) {
        int subcategory = catalogue.subcategoryOf(category, random);
        criteria.subcategory(Catalogue.subcategoryName(subcategory));
        double half = 0.3 + 0.6 * random.nextDouble();
        double middle = 0.5 * Chance.gauss(random);
        range(criteria, subcategory, middle - half, middle + half, catalogue.city(random));
        if (Chance.percent(random, 50)) {
            source(criteria, random);
        }
        if (Chance.percent(random, 33)) {
            conditions(criteria, random);
        }
        if (Chance.percent(random, 40)) {
            facts(criteria, category, random);
        }
    }

    private void range(AlertCriteria.Builder criteria, int subcategory, double from, double to, Catalogue.City city) {
        criteria.price(new PriceRange(
                BigDecimal.valueOf((long) catalogue.price(subcategory, from)),
                BigDecimal.valueOf((long) Math.ceil(catalogue.price(subcategory, to))),
                city.currency()));
    }

    /** Words first, and what else there may be. A share goes for phones and cars, whatever is listed most. */
    private String words(AlertCriteria.Builder criteria, int drawn, SplittableRandom random) {
        boolean hot = Chance.percent(random, 6);
        int category = hot ? (random.nextInt(3) < 2 ? PHONES : VEHICLES) : drawn;
        int subcategory = hot ? category * Catalogue.SUBCATEGORIES : catalogue.subcategoryOf(category, random);
        Catalogue.City city = catalogue.city(random);
        Wording wording = Wording.of(catalogue, subcategory, random);
        String query = "";
        if (Chance.percent(random, 20)) {
            query = wording.query();
        } else {
            criteria.keywords(wording.keywords());
        }
        if (Chance.percent(random, 65)) {
            categories(criteria, category, random);
        } else if (Chance.percent(random, 71)) {
            criteria.subcategory(Catalogue.subcategoryName(subcategory));
        }
        if (Chance.percent(random, 20)) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                source(criteria, random);
            }
        }
        if (Chance.percent(random, 45)) {
            price(criteria, subcategory, city, random);
        }
        if (Chance.percent(random, 12)) {
            near(criteria, city, random);
        } else if (Chance.percent(random, 4)) {
            criteria.location(city.name());
        }
        if (Chance.percent(random, 12)) {
            conditions(criteria, random);
        }
        sellers(criteria, random);
        if (Chance.percent(random, 38)) {
            facts(criteria, category, random);
        }
        return query;
    }

    private void sellers(AlertCriteria.Builder criteria, SplittableRandom random) {
        double percent = random.nextDouble() * 100;
        if (percent < 1) {
            criteria.seller("s" + catalogue.seller.next(random)).seller("s" + catalogue.seller.next(random));
        } else if (percent < 3) {
            criteria.withoutSeller("s" + catalogue.seller.next(random))
                    .withoutSeller("s" + catalogue.seller.next(random));
        }
    }

    private void categories(AlertCriteria.Builder criteria, int category, SplittableRandom random) {
        criteria.category(Catalogue.categoryName(category));
        if (Chance.percent(random, 10)) {
            criteria.category(Catalogue.categoryName(catalogue.category.next(random)));
        }
    }

    private void source(AlertCriteria.Builder criteria, SplittableRandom random) {
        criteria.source(new SourceId("source" + catalogue.source.next(random)));
    }

    private void conditions(AlertCriteria.Builder criteria, SplittableRandom random) {
        criteria.attribute(
                "condition",
                AttributeOperator.IN,
                AttributeValue.of(Facts.CONDITIONS.get(catalogue.condition.next(random))),
                AttributeValue.of(Facts.CONDITIONS.get(catalogue.condition.next(random))));
    }

    private void near(AlertCriteria.Builder criteria, Catalogue.City city, SplittableRandom random) {
        criteria.near(city.around(SPREAD_KM, random), RADII_KM[radius.next(random)]);
    }

    /** Six of ten are an upper bound, three a range, one a lower bound. */
    private void price(AlertCriteria.Builder criteria, int subcategory, Catalogue.City city, SplittableRandom random) {
        double middle = catalogue.price(subcategory, 0.8 * Chance.gauss(random));
        int kind = random.nextInt(10);
        BigDecimal low = kind < 6 ? null : BigDecimal.valueOf(ListingMaker.round(kind < 9 ? middle * 0.6 : middle));
        BigDecimal high = kind == 9 ? null : BigDecimal.valueOf(ListingMaker.round(kind < 6 ? middle : middle * 1.4));
        criteria.price(new PriceRange(low, high, city.currency()));
    }

    private static void facts(AlertCriteria.Builder criteria, int category, SplittableRandom random) {
        switch (category) {
            case VEHICLES -> {
                demand(criteria, "year", AttributeOperator.AT_LEAST, Facts.year(random));
                if (random.nextBoolean()) {
                    int rounded = (Facts.mileage(random) / 10_000 + 1) * 10_000;
                    demand(criteria, "mileage", AttributeOperator.AT_MOST, rounded);
                }
                if (Chance.percent(random, 25)) {
                    criteria.attribute("fuel", Chance.skewed(random, Facts.FUELS));
                }
            }
            case PHONES -> {
                if (Chance.percent(random, 67)) {
                    demand(criteria, "storage", AttributeOperator.AT_LEAST, Facts.storage(random));
                } else {
                    criteria.attribute("color", Chance.skewed(random, Facts.COLORS));
                }
                if (Chance.percent(random, 25)) {
                    demand(criteria, "battery", AttributeOperator.AT_LEAST, 75 + random.nextInt(20));
                }
            }
            case HOMES -> {
                AttributeOperator operator =
                        Chance.percent(random, 33) ? AttributeOperator.EQUAL : AttributeOperator.AT_LEAST;
                demand(criteria, "rooms", operator, 1 + random.nextInt(5));
                if (random.nextBoolean()) {
                    demand(criteria, "area", AttributeOperator.AT_LEAST, 30 + 10 * random.nextInt(10));
                }
            }
            default -> {}
        }
    }

    private static void demand(AlertCriteria.Builder criteria, String name, AttributeOperator operator, int number) {
        criteria.attribute(name, operator, AttributeValue.of(number));
    }
}
