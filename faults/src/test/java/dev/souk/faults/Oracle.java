package dev.souk.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out who has to be told what, by asking every wish about everything that the market showed. Knows nothing of
 * Souk. Prices only fall, and a listing gets another one only when all that was to be told of it has arrived, so that
 * each of its prices is an event.
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

    private void expect(Tale tale) {
        expected.add(tale);
        byListing.computeIfAbsent(tale.listing(), listing -> new HashSet<>()).add(tale);
    }

    synchronized Set<Tale> expected() {
        return Set.copyOf(expected);
    }

    synchronized int expectedNumber() {
        return expected.size();
    }

    /** Whether all that is expected of the listing is among what was told. */
    synchronized boolean isTold(int listing, Set<Tale> told) {
        return told.containsAll(byListing.getOrDefault(listing, Set.of()));
    }
}
