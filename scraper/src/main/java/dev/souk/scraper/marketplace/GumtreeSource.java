package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SearchRequest.Order;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.WordSearch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gumtree, United Kingdom: the search page's {@code window.clientData}, percent-encoded JSON. Listings outside the radius
 * stand in a list of their own and are left out.
 */
final class GumtreeSource implements ListingSource {

    /** Without the switch it looks in titles only. */
    private static final WordSearch WORDS = new WordSearch(
            WordSearch.Fields.TITLE_AND_DESCRIPTION,
            WordSearch.Forms.NOT_KNOWN,
            "gumtree_actual.html: the filter search_scope, \"Search title & description\", off");

    /** A hundred miles; it offers the whole country besides, which is no radius. */
    private static final int WIDEST_RADIUS_KM = 160;

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.PRICE)
            .orderedBy(Order.NEWEST, Order.CHEAPEST, Order.DEAREST, Order.NEAREST)
            .pagesOf(25)
            .wordsAre(WORDS)
            .pricedIn("GBP")
            .radiusUpTo(WIDEST_RADIUS_KM);

    static final SourceId ID = new SourceId("gumtree");

    private static final String SITE = "https://www.gumtree.com";
    private static final double KM_PER_MILE = 1.609344;

    /** The distances that the site offers, in miles. */
    private static final List<Integer> MILES = List.of(1, 3, 5, 10, 15, 30, 50, 75, 100);

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(SITE + "/search")
                .with("search_category", search.category() == null ? "for-sale" : search.category())
                .with("search_location", search.location())
                .with("q", search.text())
                .with("search_scope", search.text() == null ? null : true)
                .with("distance", miles(search.radiusKm()))
                .with("min_price", search.minPrice())
                .with("max_price", search.maxPrice())
                .with("sort", order(search));
        return List.of(PageRequest.list(url.build()));
    }

    private static @Nullable Integer miles(@Nullable Integer radiusKm) {
        if (radiusKm == null) {
            return null;
        }
        return MILES.stream()
                .filter(miles -> miles * KM_PER_MILE >= radiusKm)
                .findFirst()
                .orElse(MILES.get(MILES.size() - 1));
    }

    private static String order(SearchRequest search) {
        return switch (search.order()) {
            case BEST_MATCH -> "relevance";
            case NEWEST -> "date";
            case CHEAPEST -> "price_lowest_first";
            case DEAREST -> "price_highest_first";
            case NEAREST -> "distance";
        };
    }

    @Override
    public ParsedPage parse(Page page) {
        JsonNode results = EmbeddedJson.assignedString(page.body(), "window.clientData")
                .flatMap(GumtreeSource::decoded)
                .flatMap(JsonReader::read)
                .map(data -> data.path("resultsPage"))
                .orElse(MissingNode.getInstance());
        List<RawListing> listings = new ArrayList<>();
        results.path("searchAds").forEach(ad -> listings.add(listing(ad)));
        return Reading.list(page, listings, next(page, results.path("adsPagination")), empty(results));
    }

    /** A plus sign is itself here. */
    private static Optional<String> decoded(String data) {
        try {
            return Optional.of(URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The sentence that nothing was found stands on every page; the list does not lie. */
    private static Optional<ParsedPage> empty(JsonNode results) {
        boolean saysNone = results.path("searchAds").isArray()
                && "0".equals(JsonReader.text(results, "adsTitle", "totalNumberOfAdsFound"));
        return saysNone ? Optional.of(new ParsedPage.Empty("totalNumberOfAdsFound is 0")) : Optional.empty();
    }

    private static List<PageRequest> next(Page page, JsonNode pagination) {
        int current = pagination.path("currentPage").asInt();
        String path = JsonReader.text(pagination, "pagePath");
        boolean isLast =
                current < 1 || current >= pagination.path("numberOfPages").asInt();
        return isLast || path == null ? List.of() : Reading.next(page, path.replace("{PAGE}", "" + (current + 1)));
    }

    private static RawListing listing(JsonNode ad) {
        RawListing.Builder listing = RawListing.builder()
                .externalId(JsonReader.text(ad, "id"))
                .url(JsonReader.text(ad, "path"))
                .title(JsonReader.text(ad, "title"))
                .description(JsonReader.text(ad, "shortDescription"))
                .price(new RawListing.Price(null, null, JsonReader.text(ad, "price"), "GBP"))
                .place(RawListing.Place.of(JsonReader.text(ad, "location")))
                .category(JsonReader.text(ad, "srpListingTrackData", "listingCategory"))
                .seller(JsonReader.text(ad, "sellerId"), null)
                .listedAt(listedAt(ad.path("date")))
                .status("LIVE".equals(JsonReader.text(ad, "status")) ? ListingStatus.AVAILABLE : null);
        ad.path("attributes").forEach(fact -> attribute(fact, listing));
        image(JsonReader.text(ad, "imageUrl"), listing);
        ad.path("additionalImageUrls").forEach(url -> image(url.asText(), listing));
        return listing.build();
    }

    private static void attribute(JsonNode fact, RawListing.Builder listing) {
        String key = fact.path("key").asText("");
        if (key.endsWith("_condition")) {
            listing.attribute("condition", JsonReader.text(fact, "value"));
        } else if (!key.isBlank() && !key.equals("price")) {
            listing.attribute(key, JsonReader.text(fact, "value"));
        }
    }

    private static @Nullable Instant listedAt(JsonNode millis) {
        return millis.isIntegralNumber() && millis.canConvertToLong() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }

    /** The last segment is the size of a thumbnail. */
    private static void image(@Nullable String url, RawListing.Builder listing) {
        if (url != null && !url.isBlank()) {
            listing.image(RawListing.Image.of(url));
        }
    }
}
