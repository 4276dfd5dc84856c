package dev.souk.benchmarks.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A way to set up {@link LuceneMonitor}.
 *
 * @param name as it is asked for and printed
 * @param traits what it is given or left to do
 * @param passes how many terms of an alert a listing must show before its query is run: 1 for the plain presearcher, more
 *     for that of several passes, 0 for none at all, so that every query is run
 * @param batch how many listings are asked about at once
 * @param most the most alerts for which it ends within minutes
 */
record LuceneSetup(String name, Set<Trait> traits, int passes, int batch, int most) {

    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** By the hand of its documentation: its own queries for everything, its own weights. */
    private static final LuceneSetup DOCUMENTED = new LuceneSetup("documented", Set.of(), 1, 1, MANY);

    /** With what Souk's own index is made of as terms, put in by hand. */
    private static final LuceneSetup ONE_PASS = new LuceneSetup(
            "one-pass",
            Set.of(Trait.FREQUENCIES, Trait.CELLS, Trait.BRACKETS, Trait.CHECKED_BY_CALLER),
            1,
            1,
            ANY_NUMBER);

    private static final List<LuceneSetup> ALL = List.of(
            ONE_PASS,
            ONE_PASS.with("purged", Trait.PURGED),
            ONE_PASS.with("analyzing", Trait.ANALYZING),
            ONE_PASS.inBatches("batches-of-8", 8),
            ONE_PASS.inBatches("batches-of-64", 64),
            ONE_PASS.inPasses("two-passes", 2, ANY_NUMBER),
            ONE_PASS.inPasses("four-passes", 4, MANY),
            ONE_PASS.without("weights-by-length", Trait.FREQUENCIES),
            ONE_PASS.without("no-brackets", Trait.BRACKETS),
            ONE_PASS.without("own-queries", Trait.CHECKED_BY_CALLER),
            DOCUMENTED.with("documented-and-frequencies", Trait.FREQUENCIES),
            DOCUMENTED,
            DOCUMENTED.inPasses("documented-in-four-passes", 4, MANY),
            DOCUMENTED.inPasses("no-presearcher", 0, FEW));

    /** Copies the traits. */
    LuceneSetup {
        traits = Set.copyOf(traits);
    }

    /** What a set-up can be given, or left to do. */
    enum Trait {
        /** Terms weigh by how many listings show them, and not by their length. */
        FREQUENCIES,
        /** Circles are cells of the map as terms, too. */
        CELLS,
        /** Prices of alerts without words are brackets as terms, too. */
        BRACKETS,
        /** Circles and ranges of attributes are checked by the caller, exactly, and not by queries of Lucene. */
        CHECKED_BY_CALLER,
        /** Text is analyzed while time is taken, as Souk's is. */
        ANALYZING,
        /** The cache of queries is purged after loading. */
        PURGED
    }

    /**
     * Those of these names, with commas between, or {@code all}.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    static List<LuceneSetup> of(String names) {
        return names.equals("all")
                ? ALL
                : Arrays.stream(names.split(",")).map(LuceneSetup::one).toList();
    }

    private static LuceneSetup one(String name) {
        return ALL.stream()
                .filter(setup -> setup.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no set-up of Lucene Monitor is called '%s', only %s"
                        .formatted(name, ALL.stream().map(LuceneSetup::name).toList())));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    private LuceneSetup with(String other, Trait trait) {
        Set<Trait> more = new HashSet<>(traits);
        more.add(trait);
        return new LuceneSetup(other, more, passes, batch, most);
    }

    private LuceneSetup without(String other, Trait trait) {
        Set<Trait> fewer = new HashSet<>(traits);
        fewer.remove(trait);
        return new LuceneSetup(other, fewer, passes, batch, most);
    }

    private LuceneSetup inPasses(String other, int number, int atMost) {
        return new LuceneSetup(other, traits, number, batch, atMost);
    }

    private LuceneSetup inBatches(String other, int size) {
        return new LuceneSetup(other, traits, passes, size, most);
    }
}
