package dev.souk.examples.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A marketplace that answers its search in JSON, taught to Souk by one class. What it holds is handed on as it stands
 * there: prices, times and addresses are cleaned by the scraper, for all sources alike.
 *
 * <pre>{@code
 * {"ads": [{"id": "7", "href": "/ads/7", "title": "Brompton M6L", "price": "650 €", "town": "Berlin"}], "next": "/ads?page=2"}
 * }</pre>
 */
public final class LittleMarket implements ListingSource {

    private static final SourceId ID = new SourceId("little-market");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI site;

    /** The market at this address. */
    public LittleMarket(URI site) {
        this.site = site;
    }

    @Override
    public SourceId id() {
        return ID;
    }

    /** Its search honours the words. A price that somebody asks for, the scraper looks for in what it shows. */
    @Override
    public SourceCapabilities capabilities() {
        return SourceCapabilities.searchBy(Criterion.TEXT);
    }

    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        String words = URLEncoder.encode(Objects.requireNonNullElse(search.text(), ""), StandardCharsets.UTF_8);
        return List.of(PageRequest.list(site.resolve("/ads?q=" + words)));
    }

    /** {@link Reading} decides what a page without listings is: a wall, or a layout that has changed. */
    @Override
    public ParsedPage parse(Page page) {
        JsonNode answer = read(page.body());
        List<RawListing> listings = new ArrayList<>();
        answer.path("ads").forEach(ad -> listings.add(listing(ad)));
        return Reading.list(page, listings, Reading.next(page, text(answer, "next")), empty(answer));
    }

    /** A list of nothing is the market's word that nothing was found. Where there is no list, it has said nothing. */
    private static Optional<ParsedPage> empty(JsonNode answer) {
        return answer.path("ads").isArray() ? Optional.of(new ParsedPage.Empty("ads is []")) : Optional.empty();
    }

    private static RawListing listing(JsonNode ad) {
        return RawListing.builder()
                .externalId(text(ad, "id"))
                .url(text(ad, "href"))
                .title(text(ad, "title"))
                .description(text(ad, "text"))
                .price(RawListing.Price.shown(text(ad, "price")))
                .place(RawListing.Place.of(text(ad, "town")))
                .build();
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.asText() : null;
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
