package dev.souk.scraper.schemaorg;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Offers that stand for several: of one thing by many sellers, or all the results of a search. */
final class AggregateOffers {

    /*
     * Many things of a page may refer to one aggregate. It is read once, and known by being the same object: to compare
     * what is in it would be to read it again.
     */

    private static final Pattern ZERO_DECIMALS = Pattern.compile("[.,]0{1,2}$");

    private final IdentityHashMap<JsonNode, List<Thing>> ownListings = new IdentityHashMap<>();

    static boolean isAggregate(Thing thing) {
        return aggregates(thing).findAny().isPresent();
    }

    /** On a list, an aggregate of several is the search itself; anywhere, one whose offers have pages of their own. */
    boolean describesASearch(Thing thing, boolean onList) {
        boolean several = aggregates(thing).anyMatch(offer -> count(offer) > 1 || hasRange(offer));
        boolean ownPages =
                aggregates(thing).anyMatch(offer -> !ownListingsOf(offer).isEmpty());
        return (onList && several) || ownPages || offersNothing(thing);
    }

    static boolean offersNothing(Thing thing) {
        return aggregates(thing).anyMatch(offer -> count(offer) == 0);
    }

    /** The offers in the aggregates of these things that have a name and a page, each of another thing. */
    List<Thing> ownListings(Stream<Thing> things) {
        IdentityHashMap<JsonNode, Thing> different = new IdentityHashMap<>();
        return things.flatMap(AggregateOffers::aggregates)
                .filter(offer -> different.put(offer.node(), offer) == null)
                .flatMap(offer -> ownListingsOf(offer).stream())
                .toList();
    }

    private List<Thing> ownListingsOf(Thing aggregate) {
        return ownListings.computeIfAbsent(aggregate.node(), any -> {
            List<Thing> named = aggregate.things("offers").stream()
                    .filter(offer -> offer.text("name") != null && offer.url("url") != null)
                    .toList();
            long pages = named.stream()
                    .map(offer -> offer.url("url"))
                    .filter(Objects::nonNull)
                    .distinct()
                    .count();
            return pages > 1 ? named : List.of();
        });
    }

    private static Stream<Thing> aggregates(Thing thing) {
        return thing.things("offers").stream().filter(offer -> offer.is("AggregateOffer"));
    }

    private static boolean hasRange(Thing offer) {
        String low = offer.text("lowPrice");
        String high = offer.text("highPrice");
        return low != null && high != null && !withoutZeros(low).equals(withoutZeros(high));
    }

    private static String withoutZeros(String price) {
        return ZERO_DECIMALS.matcher(price.strip()).replaceFirst("");
    }

    /** -1 if it is not told. */
    private static int count(Thing offer) {
        String count = offer.text("offerCount");
        return count != null && count.strip().matches("\\d{1,9}") ? Integer.parseInt(count.strip()) : -1;
    }
}
