package dev.souk.scraper.schemaorg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a page says in JSON-LD or microdata: things that are sold, and lists of such. */
final class StructuredData {

    /** Properties that lead away from what the page is about. */
    private static final Set<String> ELSEWHERE = Set.of(
            "review",
            "reviews",
            "itemReviewed",
            "isRelatedTo",
            "isSimilarTo",
            "isAccessoryOrSparePartFor",
            "breadcrumb",
            "publisher",
            "author",
            "manufacturer",
            "potentialAction");

    private static final int MOST_LISTINGS = 2_000;

    /** All that the thing says is read again for each of its offers. */
    private static final int MOST_OFFERS = 100;

    private final Map<String, JsonNode> byId = new HashMap<>();
    private final List<Thing> listings = new ArrayList<>();
    private final List<Thing> lists = new ArrayList<>();

    /*
     * Microdata gives one thing several names (itemprop="a b"), so a page that nests such things is no tree: the ways
     * through it double with every level.
     */
    private final Set<JsonNode> indexed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<JsonNode> collected = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<JsonNode, Integer> offered = new IdentityHashMap<>();

    StructuredData(List<JsonNode> roots) {
        roots.forEach(this::index);
        roots.forEach(this::collect);
    }

    private void index(JsonNode node) {
        if (!node.isContainerNode() || !indexed.add(node)) {
            return;
        }
        String id = node.isObject() ? JsonReader.text(node, "@id") : null;
        if (id != null && node.size() > 2) {
            byId.putIfAbsent(id, node);
        }
        node.forEach(this::index);
    }

    private void collect(JsonNode node) {
        if (!node.isContainerNode() || !collected.add(node)) {
            return;
        }
        if (node.isArray()) {
            node.forEach(this::collect);
        } else {
            Thing thing = new Thing(node, byId);
            if (thing.isListing()) {
                add(thing);
            } else if (thing.is("Offer") && thing.has("itemOffered")) {
                Set<JsonNode> different = Collections.newSetFromMap(new IdentityHashMap<>());
                thing.things("itemOffered").stream()
                        .filter(item -> different.add(item.node()))
                        .forEach(item -> collect(item, node));
            } else if (thing.is("ItemList") || thing.is("OfferCatalog")) {
                lists.add(thing);
            } else if (!thing.is("BreadcrumbList")) {
                node.properties().stream()
                        .filter(property -> !ELSEWHERE.contains(property.getKey()))
                        .forEach(property -> collect(property.getValue()));
            }
        }
    }

    /** A thing that an offer holds is a listing for each such offer, and any other is gone through once. */
    private void collect(Thing item, JsonNode offer) {
        if (!item.isListing() || item.has("offers")) {
            collect(item.node());
        } else if (offered.merge(item.node(), 1, Integer::sum) <= MOST_OFFERS) {
            add(item.offeredBy(offer));
        }
    }

    private void add(Thing listing) {
        if (listings.size() < MOST_LISTINGS) {
            listings.add(listing);
        }
    }

    /** The things that stand for themselves, not in a list. */
    List<Thing> listings() {
        return listings;
    }

    /** The elements of the page's longest list. */
    List<Thing> listElements() {
        List<Thing> longest = List.of();
        for (Thing list : lists) {
            List<Thing> elements = list.things("itemListElement");
            longest = elements.size() > longest.size() ? elements : longest;
        }
        return longest;
    }

    /** The elements of the page's longest list that are bare addresses. */
    List<String> listedAddresses() {
        List<String> longest = List.of();
        for (Thing list : lists) {
            List<String> addresses = list.texts("itemListElement");
            longest = addresses.size() > longest.size() ? addresses : longest;
        }
        return longest;
    }

    /** Whether there is a list and it says that it holds nothing. */
    boolean hasEmptyList() {
        return !lists.isEmpty()
                && lists.stream()
                        .allMatch(list -> list.node().path("itemListElement").isArray()
                                && list.node().path("itemListElement").isEmpty());
    }
}
