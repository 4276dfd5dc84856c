package dev.souk.scraper.schemaorg;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Offers that stand for several: of one thing by many sellers, or all the results of a search. */
final class AggregateOffers {

    private AggregateOffers() {}

    static boolean isAggregate(Thing thing) {
        return aggregates(thing).findAny().isPresent();
    }

    /** On a list, an aggregate of several is the search itself; anywhere, one whose offers have pages of their own. */
    static boolean describesASearch(Thing thing, boolean onList) {
        boolean several = aggregates(thing).anyMatch(offer -> count(offer) > 1);
        return (onList && several) || ownListings(thing).size() > 1 || offersNothing(thing);
    }

    static boolean offersNothing(Thing thing) {
        return aggregates(thing).anyMatch(offer -> count(offer) == 0);
    }

    /** The offers in an aggregate that have a name and a page, each of another thing. */
    static List<Thing> ownListings(Thing thing) {
        List<Thing> named = aggregates(thing)
                .flatMap(offer -> offer.things("offers").stream())
                .filter(offer -> offer.text("name") != null && offer.url("url") != null)
                .toList();
        long pages = named.stream()
                .map(offer -> offer.url("url"))
                .filter(Objects::nonNull)
                .distinct()
                .count();
        return pages > 1 ? named : List.of();
    }

    private static Stream<Thing> aggregates(Thing thing) {
        return thing.things("offers").stream().filter(offer -> offer.is("AggregateOffer"));
    }

    /** -1 if it is not told. */
    private static int count(Thing offer) {
        String count = offer.text("offerCount");
        return count != null && count.strip().matches("\\d{1,9}") ? Integer.parseInt(count.strip()) : -1;
    }
}
