package dev.souk.scraper.marketplace;

import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.PlainText;
import dev.souk.scraper.text.ShownTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The page of one listing on Kleinanzeigen. */
final class KleinanzeigenAd {

    private static final Pattern SELLER = Pattern.compile("userId=(\\d{1,20})");

    private KleinanzeigenAd() {}

    static Optional<RawListing> read(String id, Page page, Document document) {
        Element heading = document.selectFirst("#viewad-title");
        if (heading == null) {
            return Optional.empty();
        }
        Element price = document.selectFirst("#viewad-price");
        String shown = price == null ? null : price.ownText();
        RawListing.Builder listing = RawListing.builder()
                .externalId(id)
                .url(page.url().toString())
                .title(title(heading))
                .description(description(document))
                .price(KleinanzeigenCard.price(shown))
                .place(new RawListing.Place(
                        firstText(document, "#viewad-locality"),
                        meta(document, "og:latitude"),
                        meta(document, "og:longitude")))
                .categoryPath(categories(document))
                .seller(sellerId(document), firstText(document, "#viewad-contact .userprofile-vip"))
                .listedAt(ShownTime.of(
                                firstText(document, "#viewad-extra-info span"),
                                page.fetchedAt(),
                                KleinanzeigenCard.ZONE)
                        .orElse(null))
                .status(status(heading));
        listing.priceKind(KleinanzeigenCard.priceKind(shown));
        document.select(".addetailslist--detail")
                .forEach(detail -> listing.attribute(
                        name(detail.ownText()),
                        detail.select(".addetailslist--detail--value").text()));
        document.select(".checktag").eachText().forEach(feature -> listing.attribute(name(feature), "true"));
        photos(document).forEach(photo -> listing.image(RawListing.Image.of(photo)));
        return Optional.of(listing.build());
    }

    /** "Reserviert" and "Gelöscht" always stand before the title, hidden where they do not hold. */
    private static String title(Element heading) {
        Element bare = heading.clone();
        bare.select(".pvap-reserved-title").remove();
        return bare.text();
    }

    /** The first link is the place. */
    private static List<String> categories(Document document) {
        List<String> links = document.select(".breadcrump-link").eachText();
        return links.subList(Math.min(1, links.size()), links.size());
    }

    private static ListingStatus status(Element heading) {
        for (Element mark : heading.select(".pvap-reserved-title")) {
            if (!mark.hasClass("is-hidden")) {
                return mark.text().contains("Gelöscht") ? ListingStatus.REMOVED : ListingStatus.PENDING;
            }
        }
        return ListingStatus.AVAILABLE;
    }

    /** The site nests paragraphs, so the element that it names is empty once read; the one around it is not. */
    private static @Nullable String description(Document document) {
        Element words = document.selectFirst("#viewad-description-text");
        Element around = words != null && words.hasText() ? words : document.selectFirst("#viewad-description");
        if (around == null) {
            return null;
        }
        Element bare = around.clone();
        bare.select("h2, h3").remove();
        return PlainText.of(bare.html());
    }

    private static @Nullable String sellerId(Document document) {
        Matcher seller = SELLER.matcher(document.select("a[href*=userId=]").attr("href"));
        return seller.find() ? seller.group(1) : null;
    }

    private static Set<String> photos(Document document) {
        Set<String> photos = new LinkedHashSet<>();
        for (Element image : document.select(".galleryimage-element img")) {
            String photo = image.hasAttr("src") ? image.attr("src") : image.attr("data-imgsrc");
            if (!photo.isBlank()) {
                photos.add(KleinanzeigenCard.large(photo));
            }
        }
        return photos;
    }

    /** The site's label as a name: {@code Kilometerstand} is {@code kilometerstand}. */
    private static String name(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String meta(Document document, String property) {
        String content = document.select("meta[property=" + property + "]").attr("content");
        return content.isBlank() ? null : content;
    }

    private static @Nullable String firstText(Document document, String selector) {
        Element element = document.selectFirst(selector);
        return element == null || element.text().isBlank() ? null : element.text();
    }
}
