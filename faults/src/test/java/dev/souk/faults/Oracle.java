package dev.souk.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Works out who has to be told what, by asking every wish about everything that the market showed. Knows nothing of
 * Souk. Prices only fall, what is sold stays so, and a listing changes only when all that was to be told of it has arrived,
 * so that each change is an event.
 */
final class Oracle {

    private final List<Wish> wishes = new ArrayList<>();
    private final Set<Tale> expected = new HashSet<>();
    private final Map<Integer, Set<Tale>> byListing = new HashMap<>();

    /** A wish that is there before everything that is shown afterwards. */
    synchronized void wish(Wish wish) {
        wishes.add(wish);
    }

    synchronized void shown(Wares wares) {
        wishes.stream()
                .filter(wish -> wish.grants(wares))
                .forEach(wish -> expect(Tale.match(wish.number(), wares.number())));
    }

    synchronized void repriced(Wares before, Wares after) {
        for (Wish wish : wishes) {
            if (wish.grants(before)) {
                expect(Tale.drop(wish.number(), after.number(), after.price()));
            } else if (wish.grants(after)) {
                expect(Tale.match(wish.number(), after.number()));
            }
        }
    }

    /** To be told to those whose alerts want that. */
    synchronized void sold(Wares wares) {
        wishes.stream()
                .filter(wish -> wish.grants(wares))
                .forEach(wish -> expect(Tale.sold(wish.number(), wares.number())));
    }

    private void expect(Tale tale) {
        expected.add(tale);
        byListing.computeIfAbsent(tale.listing(), listing -> new HashSet<>()).add(tale);
    }

    synchronized Set<Tale> expected() {
        return Set.copyOf(expected);
    }

    /** How many are expected of each kind of event. */
    synchronized SortedMap<String, Long> numbers() {
        return expected.stream()
                .collect(Collectors.groupingBy(
                        tale -> tale.event().replaceAll(" .*", ""), TreeMap::new, Collectors.counting()));
    }

    /** The matches that there have to be. */
    synchronized Set<Tale> pairs() {
        return expected.stream()
                .map(tale -> Tale.match(tale.alert(), tale.listing()))
                .collect(Collectors.toSet());
    }

    synchronized int expectedNumber() {
        return expected.size();
    }

    /** Whether all that is expected of the listing is among what was told. */
    synchronized boolean isTold(int listing, Set<Tale> told) {
        return told.containsAll(byListing.getOrDefault(listing, Set.of()));
    }
}
