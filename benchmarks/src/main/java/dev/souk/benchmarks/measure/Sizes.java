package dev.souk.benchmarks.measure;

import java.util.Map;

/** How much is measured: numbers by name, each with a default where it is asked for. Unchanging. */
public final class Sizes {

    private final Map<String, String> given;

    private Sizes(Map<String, String> given) {
        this.given = given;
    }

    /** Takes numbers by name; those that are not named have their defaults. */
    public static Sizes of(Map<String, String> given) {
        return new Sizes(Map.copyOf(given));
    }

    /**
     * The number of that name.
     *
     * @throws IllegalArgumentException if it was given and is no number
     */
    public int get(String name, int byDefault) {
        String text = given.getOrDefault(name, Integer.toString(byDefault));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("size " + name + " is no number: '" + text + "'", e);
        }
    }

    /** The word of that name, which says not how much but what. */
    public String word(String name, String byDefault) {
        return given.getOrDefault(name, byDefault);
    }

    /** Runs of each cell: {@code runs}, 5 by default. */
    public int runs() {
        return get("runs", 5);
    }
}
