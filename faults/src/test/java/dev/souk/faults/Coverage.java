package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which events went which way: where something never happens, nothing of it can be lost. */
record Coverage(Oracle oracle, Trade trade, Arrivals arrivals) {

    private static final Set<String> EVENTS = Set.of("match", "drop", "target", "sold", "removed", "back");

    /** Each event had to come, and targets were not only met at once; says how many of each in each of these ways. */
    void requireEachEvent(Set<Wish.Way> ways) {
        System.out.println("of these: %s; targets reached by a fall: %d; removals: %s"
                .formatted(kinds(oracle.expected()), oracle.fallsToTargets(), trade.removals()));
        ways.forEach(way -> System.out.println("  %s: %s".formatted(name(way), kinds(oracle.expected(way)))));
        System.out.println("  in %d digests: %s".formatted(numberOfDigests(), kinds(inDigests())));
        assertThat(kinds(oracle.expected()).keySet()).isEqualTo(EVENTS);
        assertThat(oracle.fallsToTargets()).as("targets reached by a fall").isPositive();
        ways.forEach(way -> assertThat(oracle.expected(way)).as(name(way)).isNotEmpty());
    }

    /** Each event had to come in each of these ways, and each was in a digest. */
    void requireEachEventInEachWay(Set<Wish.Way> ways) {
        requireEachEvent(ways);
        ways.forEach(way ->
                assertThat(kinds(oracle.expected(way)).keySet()).as(name(way)).isEqualTo(EVENTS));
        assertThat(kinds(inDigests()).keySet()).as("in digests").isEqualTo(EVENTS);
    }

    /** Nobody was told in another way than theirs. */
    void requireOwnWays() {
        assertThat(arrivals.messages().stream()
                        .filter(message -> message.tales().stream()
                                .anyMatch(tale -> !oracle.wayOf(tale).allows(message))))
                .as("told in another way than its user's")
                .isEmpty();
    }

    /** The ways of those who were to hear of these. */
    Set<Wish.Way> ways(Collection<Tale> tales) {
        return tales.stream().map(oracle::wayOf).collect(Collectors.toCollection(() -> EnumSet.noneOf(Wish.Way.class)));
    }

    /** How many of each kind of event. */
    static SortedMap<String, Long> kinds(Collection<Tale> tales) {
        return tales.stream().collect(Collectors.groupingBy(Tale::kind, TreeMap::new, Collectors.counting()));
    }

    private Set<Tale> inDigests() {
        return arrivals.messages().stream()
                .filter(Message::isDigest)
                .flatMap(message -> message.tales().stream())
                .collect(Collectors.toSet());
    }

    private long numberOfDigests() {
        return arrivals.messages().stream()
                .filter(Message::isDigest)
                .map(Message::id)
                .distinct()
                .count();
    }

    private static String name(Wish.Way way) {
        return way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
