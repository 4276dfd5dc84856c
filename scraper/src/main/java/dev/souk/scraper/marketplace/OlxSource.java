package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.SourceId;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sites of OLX in Europe and Central Asia: the state that their pages carry, a string of JSON within JSON, and the
 * answers of their {@code api/v1/offers}. Searches ask that service, which pages and sorts.
 */
final class OlxSource implements ListingSource {

    private static final WordSearch WORDS = new WordSearch(
            WordSearch.Fields.TITLE,
            WordSearch.Forms.NOT_KNOWN,
            "lokum_olxpl_search.html: it shows what stands in descriptions where titles gave nothing, and says so");

    /** In kilometres: the last of the distances in lokum_olxpl_search.html; the other countries have the same code. */
    private static final int WIDEST_RADIUS_KM = 100;

    private static final SourceCapabilities CAPABILITIES = SourceCapabilities.searchBy(
                    Criterion.TEXT, Criterion.CATEGORY, Criterion.LOCATION, Criterion.RADIUS, Criterion.PRICE)
            .orderedBy(Order.NEWEST)
            .pagesOf(40)
            .wordsAre(WORDS)
            .radiusUpTo(WIDEST_RADIUS_KM);

    private static final Pattern ITEM = Pattern.compile("-ID([0-9A-Za-z]{3,12})\\.html");

    private final SourceId id;
    private final String site;

    /** The site of a country, such as {@code pl}. */
    OlxSource(String country) {
        this.id = new SourceId("olx-" + country);
        this.site = "https://www.olx." + country;
    }

    @Override
    public SourceId id() {
        return id;
    }

    @Override
    public SourceCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** Place and category are the site's numbers: {@code 17871} is Warsaw, {@code 15} are flats. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        SearchUrl url = SearchUrl.of(site + "/api/v1/offers")
                .with("offset", 0)
                .with("limit", 40)
                .with("query", search.text())
                .with("city_id", search.location())
                .with("category_id", search.category())
                .with("distance", search.location() == null ? null : search.radiusKm())
                .with("sort_by", search.order() == SearchRequest.Order.NEWEST ? "created_at:desc" : null)
                .with("filter_float_price:from", search.minPrice())
                .with("filter_float_price:to", search.maxPrice());
        return List.of(PageRequest.list(url.build()));
    }

    @Override
    public ParsedPage parse(Page page) {
        return page.body().startsWith("{") ? answer(page) : state(page);
    }

    private static ParsedPage answer(Page page) {
        JsonNode answer = JsonReader.read(page.body()).orElse(MissingNode.getInstance());
        JsonNode data = answer.path("data");
        if (data.isObject()) {
            return Reading.item(
                    page, Optional.of(data).filter(offer -> offer.has("id")).map(OlxOffer::ofAnswer));
        }
        List<RawListing> listings = new ArrayList<>();
        data.forEach(offer -> listings.add(OlxOffer.ofAnswer(offer)));
        boolean saysNone =
                data.isArray() && answer.path("metadata").path("total_elements").asInt(-1) == 0;
        boolean isGone = answer.has("error") && page.request().kind() == PageRequest.Kind.ITEM;
        return Reading.list(
                page,
                listings,
                Reading.next(page, JsonReader.text(answer, "links", "next", "href")),
                saysNone ? Optional.of(new ParsedPage.Empty("total_elements is 0")) : Optional.empty(),
                isGone ? Optional.of(new ParsedPage.Gone("the service knows no such offer")) : Optional.empty());
    }

    private static ParsedPage state(Page page) {
        JsonNode state = EmbeddedJson.assignedString(page.body(), "window.__PRERENDERED_STATE__")
                .flatMap(JsonReader::read)
                .orElse(MissingNode.getInstance());
        JsonNode ad = state.path("ad").path("ad");
        boolean isItem = page.request().kind() == PageRequest.Kind.ITEM || isItem(page);
        if (isItem) {
            return Reading.item(page, ad.isObject() ? Optional.of(OlxOffer.ofState(ad)) : Optional.empty(), gone(page));
        }
        JsonNode listing = state.path("listing").path("listing");
        List<RawListing> listings = new ArrayList<>();
        listing.path("ads").forEach(offer -> listings.add(OlxOffer.ofState(offer)));
        boolean saysNone =
                listing.path("ads").isArray() && listing.path("totalElements").asInt(-1) == 0;
        return Reading.list(
                page,
                listings,
                Reading.next(page, JsonReader.text(listing, "links", "next")),
                saysNone ? Optional.of(new ParsedPage.Empty("totalElements is 0")) : Optional.empty());
    }

    private static boolean isItem(Page page) {
        Matcher item = ITEM.matcher(page.url().toString());
        return item.find();
    }

    private static Optional<ParsedPage> gone(Page page) {
        @Nullable String path = page.url().getPath();
        boolean moved = !isItem(page)
                && path != null
                && !path.equals(page.request().url().getPath());
        return moved ? Optional.of(new ParsedPage.Gone("redirected to " + path)) : Optional.empty();
    }
}
