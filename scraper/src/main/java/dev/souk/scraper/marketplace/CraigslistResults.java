package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The results of a static search page. Its JSON-LD has coordinates, photo and currency but no address, and counts from
 * the same first to the same last: where the numbers are equal, the two are read side by side.
 */
final class CraigslistResults {

    private CraigslistResults() {}

    static List<RawListing> read(Document document, Page page) {
        List<Element> cards = document.select("li.cl-static-search-result");
        JsonNode facts = facts(document);
        if (cards.isEmpty()) {
            return CraigslistCards.readAll(document, page, facts);
        }
        boolean sideBySide = facts.size() == cards.size();
        List<RawListing> results = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            JsonNode item = sideBySide ? facts.path(i).path("item") : MissingNode.getInstance();
            results.add(read(cards.get(i), item));
        }
        return results;
    }

    private static JsonNode facts(Document document) {
        Element script = document.selectFirst("script#ld_searchpage_results");
        Optional<JsonNode> data = script == null ? Optional.empty() : JsonReader.readLeniently(script.data());
        return data.map(list -> list.path("itemListElement")).orElse(MissingNode.getInstance());
    }

    private static RawListing read(Element card, JsonNode item) {
        String address = card.select("a").attr("href");
        String title = card.select(".title").text();
        JsonNode place = item.has("offers") ? item.path("offers").path("availableAtOrFrom") : item;
        JsonNode point = place.has("geo") ? place.path("geo") : place;
        RawListing.Builder listing = RawListing.builder()
                .externalId(itemId(address))
                .url(address)
                .title(title.isBlank() ? card.attr("title") : title)
                .price(new RawListing.Price(
                        null,
                        JsonReader.text(item, "offers", "priceCurrency"),
                        card.select(".price").text(),
                        CraigslistSites.currency(address)))
                .place(new RawListing.Place(
                        words(card, place), JsonReader.text(point, "latitude"), JsonReader.text(point, "longitude")))
                .attribute("bedrooms", JsonReader.text(item, "numberOfBedrooms"));
        JsonNode image = item.path("image");
        String photo = image.isArray() ? image.path(0).asText() : image.asText();
        if (!photo.isBlank()) {
            listing.image(RawListing.Image.of(photo));
        }
        return listing.build();
    }

    private static @Nullable String words(Element card, JsonNode place) {
        String shown = card.select(".location").text();
        return shown.isBlank() ? JsonReader.text(place, "address", "addressLocality") : shown;
    }

    private static @Nullable String itemId(String address) {
        try {
            return CraigslistSource.itemId(URI.create(address)).orElse(null);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
