package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is sold where, how it is called and what it costs: 30 categories of ten subcategories, each with 400 words, 25
 * brands and 400 models of its own, and 200 cities with one currency each. Depends on the seed alone; thread-safe.
 */
final class Catalogue {

    static final int CATEGORIES = 30;
    static final int SUBCATEGORIES = 10;
    static final int BRANDS = 25;
    static final int MODELS = 16;
    static final int TOPIC_WORDS = 400;
    static final int GENERAL_WORDS = 20_000;
    static final int CITIES = 200;

    /** Categories with attributes: by number. */
    static final int VEHICLES = 0;

    static final int PHONES = 1;
    static final int HOMES = 2;

    static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "PLN");

    /** How far prices of one subcategory spread: the deviation of their logarithm. */
    static final double PRICE_SPREAD = 0.8;

    private static final double CHEAPEST_MEDIAN = 15;
    private static final double DEAREST_MEDIAN = 15_000;

    final Alias category = Alias.zipf(CATEGORIES, 0.7, 0);
    final Alias subcategory = Alias.zipf(SUBCATEGORIES, 0.6, 0);
    final Alias source = Alias.zipf(12, 0.8, 0);
    final Alias condition = Alias.of(0.42, 0.22, 0.2, 0.12, 0.04);
    final Alias city = Alias.zipf(CITIES, 0.8, 0);
    final Alias seller = Alias.zipf(200_000, 0.6, 5);

    private final Alias general = Alias.zipf(GENERAL_WORDS, 1, 2);
    private final Alias topic = Alias.zipf(TOPIC_WORDS, 0.8, 2);
    private final Alias brand = Alias.zipf(BRANDS, 1, 0.6);
    private final Alias model = Alias.zipf(MODELS, 0.7, 1);

    private final List<String> generalWords = new ArrayList<>();
    private final List<List<String>> topicWords = new ArrayList<>();
    private final List<List<List<String>>> models = new ArrayList<>();
    private final List<Double> medians = new ArrayList<>();
    private final List<City> cities = new ArrayList<>();

    Catalogue(long seed) {
        SplittableRandom random = Chance.of(seed, 1, 0);
        Words words = new Words(random);
        generalWords.addAll(Words.COMMON);
        while (generalWords.size() < GENERAL_WORDS) {
            generalWords.add(words.fresh(generalWords.size() < 300 ? 1 : 2));
        }
        for (int number = 0; number < CATEGORIES * SUBCATEGORIES; number++) {
            double range = Math.log(DEAREST_MEDIAN / CHEAPEST_MEDIAN);
            medians.add(Math.log(CHEAPEST_MEDIAN) + random.nextDouble() * range);
            topicWords.add(topic(number, words, random));
            models.add(models(number, words, random));
        }
        Alias currency = Alias.of(0.55, 0.28, 0.12, 0.05);
        for (int i = 0; i < CITIES; i++) {
            boolean european = random.nextInt(100) < 60;
            double latitude = european ? 37 + random.nextDouble() * 22 : 28 + random.nextDouble() * 20;
            double longitude = european ? -9 + random.nextDouble() * 35 : -123 + random.nextDouble() * 50;
            cities.add(
                    new City(words.fresh(2), new GeoPoint(latitude, longitude), CURRENCIES.get(currency.next(random))));
        }
    }

    /** A fifth of the words is shared with the subcategory before, if that is of the same category. */
    private List<String> topic(int number, Words words, SplittableRandom random) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < TOPIC_WORDS; i++) {
            boolean shared = number % SUBCATEGORIES != 0 && random.nextInt(5) == 0;
            made.add(shared ? topicWords.get(number - 1).get(random.nextInt(TOPIC_WORDS)) : words.fresh(2));
        }
        return made;
    }

    private List<List<String>> models(int number, Words words, SplittableRandom random) {
        List<List<String>> made = new ArrayList<>();
        for (int i = 0; i < BRANDS; i++) {
            String name = brand(number, i, words, random);
            for (int j = 0; j < MODELS; j++) {
                List<String> terms = new ArrayList<>(List.of(name));
                terms.add(
                        switch (random.nextInt(10)) {
                            case 0, 1, 2 -> Integer.toString(3 + random.nextInt(97));
                            case 3, 4 -> (char) ('a' + random.nextInt(26)) + Integer.toString(1 + random.nextInt(99));
                            case 5, 6 -> topicWords.get(number).get(topic.next(random));
                            default -> words.fresh(2);
                        });
                if (random.nextInt(4) == 0) {
                    terms.add(Words.VARIANTS.get(random.nextInt(Words.VARIANTS.size())));
                }
                made.add(List.copyOf(terms));
            }
        }
        return made;
    }

    private String brand(int number, int brand, Words words, SplittableRandom random) {
        List<String> known = number == PHONES * SUBCATEGORIES
                ? Words.PHONE_BRANDS
                : number == VEHICLES * SUBCATEGORIES ? Words.CAR_BRANDS : List.of();
        if (brand < known.size()) {
            return known.get(brand);
        }
        boolean shared = number % SUBCATEGORIES != 0 && random.nextInt(3) == 0;
        return shared ? models.get(number - 1).get(brand * MODELS).get(0) : words.fresh(2);
    }

    /** A subcategory of that category, by number of its own. */
    int subcategoryOf(int category, SplittableRandom random) {
        return category * SUBCATEGORIES + subcategory.next(random);
    }

    /** Any word, frequent ones more often. */
    String generalWord(SplittableRandom random) {
        return generalWords.get(general.next(random));
    }

    /** A word that is not among the twenty most frequent. */
    String rareWord(SplittableRandom random) {
        return generalWords.get(20 + general.next(random) % (GENERAL_WORDS - 20));
    }

    String topicWord(int subcategory, SplittableRandom random) {
        return topicWords.get(subcategory).get(topic.next(random));
    }

    /** The words of a model, the brand first. */
    List<String> model(int subcategory, SplittableRandom random) {
        return models.get(subcategory).get(brand.next(random) * MODELS + model.next(random));
    }

    City city(SplittableRandom random) {
        return cities.get(city.next(random));
    }

    /** What costs so many deviations more than the median of its subcategory, in whole units of any currency. */
    double price(int subcategory, double deviations) {
        return Math.exp(medians.get(subcategory) + PRICE_SPREAD * deviations);
    }

    static String categoryName(int category) {
        return "Category " + category;
    }

    static String subcategoryName(int subcategory) {
        return "Subcategory " + subcategory;
    }

    /** A place, and what is paid with there. */
    record City(String name, GeoPoint center, String currency) {

        /** A point so far from the centre, in the middle. */
        GeoPoint around(double spreadKm, SplittableRandom random) {
            double kmPerDegree = 111.2;
            double latitude = center.latitude() + Chance.gauss(random) * spreadKm / kmPerDegree;
            double longitude = center.longitude()
                    + Chance.gauss(random) * spreadKm / (kmPerDegree * Math.cos(Math.toRadians(center.latitude())));
            return new GeoPoint(Math.rint(latitude * 1e5) / 1e5, Math.rint(longitude * 1e5) / 1e5);
        }
    }
}
