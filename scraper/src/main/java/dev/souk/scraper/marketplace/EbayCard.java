package dev.souk.scraper.marketplace;

import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.RawListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A card of an eBay search page. Below a line of the page stand results of fewer words, which nobody asked for. */
final class EbayCard {

    private static final Pattern ITEM = Pattern.compile("/itm/(?:[^/?#]{1,200}/)?(\\d{9,15})(?:[?#]|$)");
    private static final Pattern SELLER = Pattern.compile("^(\\S{1,64})\\s+[\\d.,]+%");
    private static final Pattern BIDS =
            Pattern.compile("(\\d{1,5})\\s+(?:bids?|Gebote?|enchères?|offert[ae]|pujas?|biedingen)");

    /** Of the sites whose pages are read: English, German, French, Italian, Spanish, Dutch, Polish. */
    private static final Pattern SOLD =
            Pattern.compile("(?iU)^(?:sold|verkauft|vendu|venduto|vendido|verkocht|sprzedan[eo])\\b");

    private static final Pattern OFFER = Pattern.compile("(?iU)\\b(?:best offer|preisvorschlag|offre directe"
            + "|proposta d['’]acquisto|mejor oferta|beste bod|najlepsza oferta)\\b");
    private static final Pattern DELIVERY = Pattern.compile(
            "(?iU)delivery|shipping|postage|versand|livraison|spedizione" + "|envío|verzend|wysyłka|dostawa");

    private EbayCard() {}

    static List<RawListing> readAll(Document document, Page page, @Nullable String currency) {
        List<RawListing> cards = new ArrayList<>();
        for (Element card : document.select("ul.srp-results > li")) {
            if (card.hasClass("srp-river-answer--REWRITE_START")) {
                break;
            }
            String id = card.attr("data-listingid");
            if (card.hasClass("s-card") && !id.isBlank()) {
                cards.add(read(card, id, page, currency));
            }
        }
        return cards.isEmpty() ? EbayOldCard.readAll(document, page, currency) : cards;
    }

    private static RawListing read(Element card, String id, Page page, @Nullable String currency) {
        List<Element> prices = card.select(".s-card__price");
        String price = prices.isEmpty() ? null : prices.get(0).text();
        String sold = card.select(".s-card__caption").text();
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url(address(card, id, page))
                .title(title(card))
                .price(new RawListing.Price(null, null, price, currency))
                .seller(null, seller(card))
                .status(SOLD.matcher(sold.strip()).find() ? ListingStatus.SOLD : null)
                .attribute("condition", condition(card));
        card.select(".su-card-container__attributes__primary .s-card__attribute-row")
                .forEach(row -> attribute(row.text(), listing));
        if (prices.size() > 1) {
            listing.priceKind(PriceKind.RANGE);
        }
        Element photo = card.selectFirst("img.s-card__image");
        if (photo != null) {
            String late = photo.attr("data-defer-load");
            listing.image(RawListing.Image.of(late.isBlank() ? photo.attr("src") : late));
        }
        return listing.build();
    }

    /** The address of the listing alone, on the site of the page: what follows it changes with every visit. */
    private static String address(Element card, String id, Page page) {
        String linked = itemId(card.select("a.s-card__link").attr("href"));
        return address(linked == null ? id : linked, page);
    }

    static String address(String id, Page page) {
        return "https://" + page.url().getHost() + "/itm/" + id;
    }

    /** The number in an address of a listing; null if it is none. */
    static @Nullable String itemId(String address) {
        Matcher item = ITEM.matcher(address);
        return item.find() ? item.group(1) : null;
    }

    private static String title(Element card) {
        Element title = card.selectFirst(".s-card__title");
        if (title == null) {
            return card.select("a.s-card__link > span").text();
        }
        Element bare = title.clone();
        bare.select(".s-card__new-listing, .LIGHT_HIGHLIGHT, .clipped").remove();
        return bare.text();
    }

    private static @Nullable String condition(Element card) {
        String shown = card.select(".s-card__subtitle").text();
        int brand = shown.indexOf('·');
        String condition = (brand < 0 ? shown : shown.substring(0, brand)).strip();
        return condition.isEmpty() ? null : condition;
    }

    private static @Nullable String seller(Element card) {
        Matcher seller = SELLER.matcher(card.select(".su-card-container__attributes__secondary .s-card__attribute-row")
                .text());
        return seller.find() ? seller.group(1) : null;
    }

    /** Rows stand in any order and say themselves what they are. */
    static void attribute(String row, RawListing.Builder listing) {
        Matcher bids = BIDS.matcher(row);
        if (bids.find()) {
            listing.attribute("bids", bids.group(1)).priceKind(PriceKind.AUCTION);
        } else if (OFFER.matcher(row).find()) {
            listing.priceKind(PriceKind.NEGOTIABLE);
        } else if (DELIVERY.matcher(row).find()) {
            listing.attribute("delivery", row);
        } else if (row.toLowerCase(Locale.ROOT).startsWith("located in ")) {
            listing.attribute("country", row.substring("located in ".length()));
        }
    }
}
