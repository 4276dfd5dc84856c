package dev.souk.scraper.schemaorg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A page and what its structured data say, read as a list or as the page of one listing. */
final class SchemaOrgPage {

    private static final int MOST_LISTINGS = 1_000;
    private static final int HERE = 0;
    private static final int UNTOLD = 1;
    private static final int ELSEWHERE = 2;

    private final Document document;
    private final boolean readsWhatIsShown;
    private final AggregateOffers aggregates = new AggregateOffers();
    private final Page page;
    private final StructuredData jsonLd;
    private final StructuredData microdata;
    private final MetaTags meta;
    private final ThingReader reader;

    @Nullable
    private final String defaultCurrency;

    @Nullable
    private final String canonical;

    /**
     * Reads a page.
     *
     * @param readsWhatIsShown whether what data leave open is looked for in what people see
     */
    SchemaOrgPage(Page page, @Nullable String defaultCurrency, boolean readsWhatIsShown) {
        this.document = Jsoup.parse(page.body(), page.url().toString());
        this.readsWhatIsShown = readsWhatIsShown;
        this.page = page;
        this.defaultCurrency = defaultCurrency;
        this.reader = new ThingReader(defaultCurrency);
        this.jsonLd = new StructuredData(JsonLd.read(document));
        this.microdata = new StructuredData(Microdata.read(document));
        this.meta = new MetaTags(document);
        this.canonical = canonical(document);
    }

    /** The address that the page gives itself, if it is one of the same site and not its front page. */
    @Nullable
    private String canonical(Document document) {
        Element link = document.selectFirst("link[rel=canonical]");
        return Stream.of(Optional.ofNullable(link).map(found -> found.absUrl("href")), meta.address())
                .flatMap(Optional::stream)
                .filter(address -> resolved(address)
                        .filter(url -> isSameSite(url)
                                && url.getPath() != null
                                && url.getPath().length() > 1)
                        .isPresent())
                .findFirst()
                .orElse(null);
    }

    /** The listings of a list: elements with an address of their own. */
    List<RawListing> list() {
        List<RawListing> found = new ArrayList<>();
        IdentityHashMap<JsonNode, Thing> different = new IdentityHashMap<>();
        for (Thing element : elements()) {
            List<Thing> items = element.things("item");
            Thing item = items.isEmpty() ? element : items.get(0);
            boolean isListing = item.isListing() || item.has("offers");
            boolean isNew = different.put(item.node(), item) == null;
            boolean isNamed = ThingReader.first(ThingReader.url(item), element.url("url")) != null;
            if (isListing && isNew && isNamed && found.size() < MOST_LISTINGS) {
                found.add(reader.read(item, ThingReader.url(item) == null ? element.url("url") : null));
            }
        }
        if (found.isEmpty()) {
            aggregates.ownListings(Stream.concat(jsonLd.listings().stream(), microdata.listings().stream())).stream()
                    .limit(MOST_LISTINGS)
                    .forEach(offer -> found.add(reader.read(offer, null)));
        }
        return found.isEmpty() ? standalone() : found;
    }

    private List<Thing> elements() {
        return jsonLd.listElements().isEmpty() ? microdata.listElements() : jsonLd.listElements();
    }

    /** Several things, each with another address than this page's. */
    private List<RawListing> standalone() {
        return Stream.of(jsonLd, microdata)
                .map(data -> data.listings().stream()
                        .filter(thing -> isElsewhere(ThingReader.url(thing)))
                        .toList())
                .filter(things -> things.size() > 1)
                .findFirst()
                .orElse(List.of())
                .stream()
                .limit(MOST_LISTINGS)
                .map(thing -> reader.read(thing, null))
                .toList();
    }

    private boolean isElsewhere(@Nullable String address) {
        return address != null
                && resolved(address)
                        .filter(url -> !isSamePage(url, page.url()))
                        .filter(url -> canonical == null
                                || resolved(canonical)
                                        .filter(own -> isSamePage(url, own))
                                        .isEmpty())
                        .isPresent();
    }

    /** The page may have been asked for with more parameters than its address needs. */
    private static boolean isSamePage(URI url, URI visited) {
        return Objects.equals(url.getPath(), visited.getPath())
                && parameters(visited).containsAll(parameters(url));
    }

    private static Set<String> parameters(URI url) {
        return url.getQuery() == null
                ? Set.of()
                : new HashSet<>(List.of(url.getQuery().split("&")));
    }

    /** The pages that a list names without saying what is on them; only those of the same site. */
    List<PageRequest> links() {
        Stream<String> ofElements = elements().stream()
                .map(element -> ThingReader.first(element.url("url"), element.url("item")))
                .filter(Objects::nonNull);
        return Stream.concat(ofElements, bareAddresses().stream())
                .map(this::resolved)
                .flatMap(Optional::stream)
                .filter(this::isSameSite)
                .distinct()
                .map(PageRequest::item)
                .toList();
    }

    private List<String> bareAddresses() {
        return jsonLd.listedAddresses().isEmpty() ? microdata.listedAddresses() : jsonLd.listedAddresses();
    }

    int elementCount() {
        return elements().size() + bareAddresses().size();
    }

    /** The one listing that the page is about. */
    Optional<RawListing> item() {
        boolean isList = page.request().kind() == PageRequest.Kind.LIST;
        boolean isEmptyList = isList && emptiness().isPresent();
        Optional<Thing> json = best(jsonLd, isList);
        Optional<Thing> micro = best(microdata, isList);
        int nearest = Math.min(distance(json), distance(micro));
        if (isEmptyList && nearest != HERE) {
            return Optional.empty();
        }
        Optional<Thing> fromJson = json.filter(thing -> isAsNear(thing, nearest));
        Optional<Thing> fromMicrodata = micro.filter(thing -> isAsNear(thing, nearest));
        List<RawListing> readings = new ArrayList<>();
        boolean isSingle = fromJson.filter(AggregateOffers::isAggregate).isEmpty();
        Stream<Optional<Thing>> inOrder =
                isSingle ? Stream.of(fromJson, fromMicrodata) : Stream.of(fromMicrodata, fromJson);
        inOrder.flatMap(Optional::stream).forEach(thing -> readings.add(reader.read(thing, address(thing))));
        boolean tagsAreEnough = isList ? !isEmptyList && meta.tellAPrice() : meta.describeAListing();
        if (!readings.isEmpty() || tagsAreEnough) {
            readings.add(meta.read(canonical == null ? page.url().toString() : canonical, defaultCurrency));
        }
        String address = canonical == null ? page.url().toString() : canonical;
        return readsWhatIsShown && !isList
                ? new WhatIsShown(document, address, defaultCurrency).fillIn(readings)
                : readings.stream().reduce(Merged::of);
    }

    private String address(Thing thing) {
        String own = ThingReader.url(thing);
        boolean isOwn = own != null && resolved(own).filter(this::isSameSite).isPresent();
        return canonical != null && !(isOwn && isElsewhere(own))
                ? canonical
                : isOwn ? Objects.requireNonNull(own) : page.url().toString();
    }

    /** The thing whose address is this page's, else one without; of these the first that has a price; else the first. */
    private Optional<Thing> best(StructuredData data, boolean isList) {
        return data.listings().stream()
                .filter(thing -> !aggregates.describesASearch(thing, isList))
                .min(Comparator.comparingInt((Thing thing) -> distance(thing))
                        .thenComparing(
                                thing -> ThingReader.offers(thing).stream().noneMatch(OfferPrice::isTold)));
    }

    /** A thing that is elsewhere lends nothing to one that is not. */
    private boolean isAsNear(Thing thing, int nearest) {
        return nearest == ELSEWHERE || distance(thing) != ELSEWHERE;
    }

    private int distance(Optional<Thing> thing) {
        return thing.map(found -> distance(found)).orElse(ELSEWHERE);
    }

    private int distance(Thing thing) {
        String address = ThingReader.url(thing);
        return address == null ? UNTOLD : isElsewhere(address) ? ELSEWHERE : HERE;
    }

    Optional<String> emptiness() {
        if (jsonLd.hasEmptyList() || microdata.hasEmptyList()) {
            return Optional.of("an ItemList without elements");
        }
        boolean nothingOffered = jsonLd.listings().stream().anyMatch(AggregateOffers::offersNothing);
        return nothingOffered ? Optional.of("an AggregateOffer of 0 offers") : Optional.empty();
    }

    private Optional<URI> resolved(String address) {
        return WebUrl.absolute(page.url(), address);
    }

    private boolean isSameSite(URI url) {
        String here = bare(page.url());
        String there = bare(url);
        return here.equals(there) || here.endsWith("." + there) || there.endsWith("." + here);
    }

    private static String bare(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}
