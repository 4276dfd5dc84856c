package dev.souk.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works out who has to be told what, by asking every wish about everything that the market showed. Knows nothing of
 * Souk but its rules. A listing changes only when all that was to be told of it has arrived, so that each change is an event.
 */
final class Oracle {

    private final List<Wish> wishes = new ArrayList<>();
    private final Map<Integer, Wish.Way> ways = new HashMap<>();
    private final Set<Tale> expected = new HashSet<>();
    private final Map<Integer, Set<Tale>> byListing = new HashMap<>();

    /** Of each listing, by the number of a wish that it has met: the price by which the next fall is measured. */
    private final Map<Integer, Map<Integer, Long>> measures = new HashMap<>();

    private int fallsToTargets;

    /** A wish that is there before everything that is shown afterwards. */
    synchronized void wish(Wish wish) {
        wishes.add(wish);
        ways.put(wish.number(), wish.way());
    }

    synchronized void shown(Wares wares) {
        granted(wares).forEach(wish -> meet(wish, wares));
    }

    /** It costs something else and is still to be had. */
    synchronized void repriced(Wares wares) {
        for (Wish wish : granted(wares)) {
            Long measure = measures(wares).get(wish.number());
            if (measure == null) {
                meet(wish, wares);
            } else if (fall(wish, wares, measure)) {
                measures(wares).put(wish.number(), wares.price());
            }
        }
    }

    /** It cannot be had any more, which is told also to who would not grant its price any more. */
    synchronized void ended(Wares wares) {
        boolean isSold = wares.state() == Wares.State.SOLD;
        for (Wish wish : wishes) {
            if (measures(wares).containsKey(wish.number()) && wish.ear().hears(isSold ? "sold" : "removed")) {
                expect(isSold ? Tale.sold(wish.number(), wares.number()) : Tale.removed(wish.number(), wares.number()));
            }
        }
    }

    /** It can be had again, at whatever price, by which later falls are measured. */
    synchronized void back(Wares wares) {
        for (Wish wish : granted(wares)) {
            Long measure = measures(wares).get(wish.number());
            if (measure == null) {
                meet(wish, wares);
            } else {
                if (wish.ear().hears("relisted")) {
                    expect(Tale.back(wish.number(), wares.number(), wares.price()));
                } else {
                    fall(wish, wares, measure);
                }
                measures(wares).put(wish.number(), wares.price());
            }
        }
    }

    private List<Wish> granted(Wares wares) {
        return wishes.stream().filter(wish -> wish.grants(wares)).toList();
    }

    private void meet(Wish wish, Wares wares) {
        measures(wares).put(wish.number(), wares.price());
        if (wish.ear().hears("match")) {
            expect(Tale.match(wish.number(), wares.number()));
        } else if (wish.isAtTarget(wares.price())) {
            expect(Tale.target(wish.number(), wares.number(), wares.price()));
        }
    }

    /** Whether there is anything to tell. */
    private boolean fall(Wish wish, Wares wares, long measure) {
        if (wish.isAtTarget(wares.price()) && !wish.isAtTarget(measure)) {
            expect(Tale.target(wish.number(), wares.number(), wares.price()));
            fallsToTargets++;
            return true;
        }
        if (wares.price() < measure && wish.ear().hears("price_drop")) {
            expect(Tale.drop(wish.number(), wares.number(), wares.price()));
            return true;
        }
        return false;
    }

    private Map<Integer, Long> measures(Wares wares) {
        return measures.computeIfAbsent(wares.number(), number -> new HashMap<>());
    }

    private void expect(Tale tale) {
        if (!expected.add(tale)) {
            throw new IllegalStateException("nobody could tell one from the other: " + tale);
        }
        byListing.computeIfAbsent(tale.listing(), listing -> new HashSet<>()).add(tale);
    }

    synchronized Set<Tale> expected() {
        return Set.copyOf(expected);
    }

    /** What is expected of the users who are told in that way. */
    synchronized Set<Tale> expected(Wish.Way way) {
        return expected.stream().filter(tale -> wayOf(tale) == way).collect(Collectors.toSet());
    }

    /** How the user of its alert is told. */
    synchronized Wish.Way wayOf(Tale tale) {
        return Objects.requireNonNull(ways.get(tale.alert()), tale::toString);
    }

    /** How many targets were reached by a fall; the others were reached when the listing was found. */
    synchronized int fallsToTargets() {
        return fallsToTargets;
    }

    /** The matches that there have to be, told or not. */
    synchronized Set<Tale> pairs() {
        Set<Tale> pairs = new HashSet<>();
        measures.forEach((listing, met) -> met.keySet().forEach(wish -> pairs.add(Tale.match(wish, listing))));
        return pairs;
    }

    synchronized int expectedNumber() {
        return expected.size();
    }

    /** How much the user has still to be told who waits for most, of whom a digest has to show it all. */
    synchronized long mostToTell(Set<Tale> told) {
        Map<Integer, Long> toTell = expected.stream()
                .filter(tale -> !told.contains(tale))
                .collect(Collectors.groupingBy(Tale::alert, Collectors.counting()));
        return toTell.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Whether all that is expected of the listing is among what was told. */
    synchronized boolean isTold(int listing, Set<Tale> told) {
        return told.containsAll(byListing.getOrDefault(listing, Set.of()));
    }
}
