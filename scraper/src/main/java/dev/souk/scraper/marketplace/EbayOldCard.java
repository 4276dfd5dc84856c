package dev.souk.scraper.marketplace;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.RawListing;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A card of an eBay search page before 2025, as some of its sites still send it. */
final class EbayOldCard {

    private EbayOldCard() {}

    static List<RawListing> readAll(Document document, Page page, @Nullable String currency) {
        return document.select("ul.srp-results > li.s-item, #mainContent li.s-item").stream()
                .map(card -> read(card, page, currency))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null for a card that leads to no listing: the first is the shop's own. */
    private static @Nullable RawListing read(Element card, Page page, @Nullable String currency) {
        String id = EbayCard.itemId(card.select("a.s-item__link").attr("href"));
        if (id == null || id.equals("123456")) {
            return null;
        }
        Element title = card.selectFirst(".s-item__title");
        Element bare = title == null ? card : title.clone();
        bare.select(".LIGHT_HIGHLIGHT, .clipped").remove();
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url(EbayCard.address(id, page))
                .title(bare.text())
                .price(new RawListing.Price(
                        null, null, card.select(".s-item__price").text(), currency))
                .attribute(
                        "condition",
                        card.select(".s-item__subtitle .SECONDARY_INFO").text());
        card.select(".s-item__detail, .s-item__shipping, .s-item__location, .s-item__bids")
                .eachText()
                .forEach(row -> EbayCard.attribute(row, listing));
        String photo = card.select(".s-item__image img, img.s-item__image-img").attr("src");
        if (!photo.isBlank()) {
            listing.image(RawListing.Image.of(photo));
        }
        return listing.build();
    }
}
