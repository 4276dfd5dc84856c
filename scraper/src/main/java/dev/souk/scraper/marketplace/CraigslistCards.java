package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.IsoTime;
import dev.souk.scraper.text.ShownTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The results of a search page as a browser shows it, and those of the pages until 2023. The JSON-LD beside them is that of
 * the static page and counts otherwise, so a card finds its facts there by its title, if only one has that title.
 */
final class CraigslistCards {

    private static final String CARDS = ".cl-search-result[data-pid], li.result-row[data-pid]";

    private final Map<String, JsonNode> factsByTitle = new HashMap<>();
    private final Page page;

    private CraigslistCards(Page page, JsonNode facts) {
        this.page = page;
        Set<String> several = new HashSet<>();
        facts.forEach(element -> {
            String title = JsonReader.text(element, "item", "name");
            if (title != null && factsByTitle.put(title.strip(), element.path("item")) != null) {
                several.add(title.strip());
            }
        });
        factsByTitle.keySet().removeAll(several);
    }

    static List<RawListing> readAll(Document document, Page page, JsonNode facts) {
        CraigslistCards cards = new CraigslistCards(page, facts);
        return document.select(CARDS).stream().map(cards::read).toList();
    }

    private RawListing read(Element card) {
        String address = first(card, "a.posting-title, a.cl-app-anchor, a.result-title", "href");
        String title = text(card, ".posting-title .label, a.cl-app-anchor .label, a.result-title");
        String[] meta = card.select(".meta").text().split("·", -1);
        String place = meta.length > 1 ? meta[meta.length - 1].strip() : withoutBrackets(text(card, ".result-hood"));
        String name = title.isBlank() ? card.attr("title") : title;
        JsonNode item = factsByTitle.getOrDefault(name.strip(), JsonReader.NOTHING);
        JsonNode where = item.path("offers").path("availableAtOrFrom").path("geo");
        JsonNode point = where.isObject() ? where : item;
        RawListing.Builder listing = RawListing.builder()
                .externalId(card.attr("data-pid"))
                .url(address)
                .title(name)
                .price(new RawListing.Price(
                        null,
                        JsonReader.text(item, "offers", "priceCurrency"),
                        text(card, ".priceinfo, .result-price"),
                        CraigslistSites.currency(address)))
                .place(new RawListing.Place(
                        place.isBlank() ? null : place,
                        JsonReader.text(point, "latitude"),
                        JsonReader.text(point, "longitude")))
                .listedAt(listedAt(card, meta[0]));
        String photo = first(card, ".gallery-card img, img", "src");
        if (photo.startsWith("http")) {
            listing.image(RawListing.Image.of(photo));
        }
        return listing.build();
    }

    private @Nullable Instant listedAt(Element card, String shown) {
        String data = first(card, "time[datetime]", "datetime");
        return Optional.ofNullable(IsoTime.read(data))
                .or(() -> ShownTime.ofMonthFirst(shown, page.fetchedAt(), ZoneOffset.UTC))
                .orElse(null);
    }

    private static String text(Element card, String selector) {
        Element found = card.selectFirst(selector);
        return found == null ? "" : found.text();
    }

    private static String first(Element card, String selector, String attribute) {
        Element found = card.selectFirst(selector);
        return found == null ? "" : found.attr(attribute);
    }

    private static String withoutBrackets(String words) {
        return words.replaceAll("^\\s*\\(|\\)\\s*$", "");
    }
}
