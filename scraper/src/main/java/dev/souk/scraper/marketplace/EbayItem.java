package dev.souk.scraper.marketplace;

import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.RawListing;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The page of one listing on eBay: as of 2020, of which there are recordings, and as of 2025, from what public programs
 * read. The currency is the listing's, not the site's. The seller's description is a page of its own and not read.
 */
final class EbayItem {

    private EbayItem() {}

    static Optional<RawListing> read(Page page, Document document, String id) {
        String title = title(document);
        if (title == null) {
            return Optional.empty();
        }
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url(EbayCard.address(id, page))
                .title(title)
                .price(price(document))
                .priceKind(priceKind(document))
                .place(RawListing.Place.of(place(document)))
                .seller(null, text(document, ".x-sellercard-atf__info__about-seller a, .mbg-nw"))
                .status(status(document))
                .attribute("condition", text(document, ".x-item-condition-text .ux-textspans, #vi-itm-cond"));
        document.select("dl.ux-labels-values").forEach(row -> {
            String label = row.select(".ux-labels-values__labels").text();
            listing.attribute(
                    label.replace(":", "").strip().toLowerCase(Locale.ROOT).replace(' ', '_'),
                    row.select(".ux-labels-values__values").text());
        });
        photos(document).forEach(photo -> listing.image(RawListing.Image.of(photo)));
        return Optional.of(listing.build());
    }

    private static @Nullable String title(Document document) {
        Element heading = document.selectFirst(".x-item-title__mainTitle, #itemTitle, h1.x-item-title, h1 span");
        if (heading == null) {
            return null;
        }
        Element bare = heading.clone();
        bare.select(".g-hdn, .clipped").remove();
        return bare.text().isBlank() ? null : bare.text();
    }

    private static RawListing.Price price(Document document) {
        Element data = document.selectFirst(
                "#prcIsum[itemprop=price], #prcIsum_bidPrice[itemprop=price], #prcIsum [itemprop=price],"
                        + " #prcIsum_bidPrice [itemprop=price], [itemprop=offers] [itemprop=price]");
        String currency = document.select("[itemprop=priceCurrency]").attr("content");
        String shown = text(document, ".x-price-primary, .x-bid-price, #prcIsum, #prcIsum_bidPrice, #mm-saleDscPrc");
        String amount = data == null || data.attr("content").isBlank() ? null : data.attr("content");
        return new RawListing.Price(amount, currency.isBlank() ? null : currency, shown, null);
    }

    private static @Nullable PriceKind priceKind(Document document) {
        if (document.selectFirst("#prcIsum_bidPrice, .x-bid-price, .x-bid-count") != null) {
            return PriceKind.AUCTION;
        }
        return document.selectFirst("#boBtn_btn, [data-testid=x-offer-action]") != null ? PriceKind.NEGOTIABLE : null;
    }

    private static @Nullable String place(Document document) {
        String shown = text(document, ".ux-labels-values--itemLocation .ux-labels-values__values, .iti-eu-bld-gry");
        return shown == null ? null : shown.replaceFirst("^Located in:\\s*", "");
    }

    /** Silence means that it can be had only where there is a way to buy. */
    private static @Nullable ListingStatus status(Document document) {
        String message = text(document, ".ux-layout-section__textual-display--statusMessage, #msgPanel");
        String lower = message == null ? "" : message.toLowerCase(Locale.ROOT);
        if (lower.contains("sold") || lower.contains("verkauft") || lower.contains("vendu")) {
            return ListingStatus.SOLD;
        }
        if (lower.contains("ended") || lower.contains("beendet") || lower.contains("terminé")) {
            return ListingStatus.REMOVED;
        }
        return document.selectFirst(
                                "#binBtn_btn, #bidBtn_btn, #isCartBtn_btn, .x-bin-action, .x-bid-action, .x-atc-action")
                        == null
                ? null
                : ListingStatus.AVAILABLE;
    }

    private static Set<String> photos(Document document) {
        Set<String> photos = new LinkedHashSet<>();
        for (Element image : document.select(".ux-image-carousel img, #icImg")) {
            String large = image.attr("data-zoom-src");
            String late = large.isBlank() ? image.attr("data-src") : large;
            String photo = late.isBlank() ? image.attr("src") : late;
            if (photo.startsWith("http")) {
                photos.add(photo);
            }
        }
        return photos;
    }

    private static @Nullable String text(Document document, String selector) {
        Element found = document.selectFirst(selector);
        return found == null || found.text().isBlank() ? null : found.text();
    }
}
