package dev.souk.benchmarks.engine;

import java.util.List;
import java.util.SplittableRandom;

/** Attributes of vehicles, phones and homes, as a listing gives them and an alert demands them. */
final class Facts {

    static final List<String> CONDITIONS = List.of("used", "good", "like new", "new", "for parts");
    static final List<String> FUELS = List.of("diesel", "petrol", "hybrid", "electric", "lpg");
    static final List<String> GEARBOXES = List.of("manual", "automatic");
    static final List<String> COLORS = List.of("black", "white", "blue", "silver", "gold", "red", "green");
    static final List<Integer> STORAGES = List.of(32, 64, 128, 256, 512);

    private Facts() {}

    static int year(SplittableRandom random) {
        return 2025 - (int) (20 * Math.pow(random.nextDouble(), 1.3));
    }

    static int mileage(SplittableRandom random) {
        return 100 * (int) (Math.exp(11.2 + 0.7 * Chance.gauss(random)) / 100);
    }

    static int storage(SplittableRandom random) {
        return STORAGES.get(random.nextInt(STORAGES.size()));
    }
}
