package dev.souk.scraper.marketplace;

import dev.souk.model.listing.PriceKind;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.ShownTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A card of a Kleinanzeigen search page. */
final class KleinanzeigenCard {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    static final String CARDS = "article.aditem[data-adid]";

    private static final Pattern DISTANCE = Pattern.compile("\\s*\\(\\s*(?:ca\\.\\s*)?\\d+ km\\s*\\)");

    private KleinanzeigenCard() {}

    /** What is looked for, not offered, is left out. */
    static List<RawListing> readAll(Element table, Page page) {
        return table.select(CARDS).stream()
                .filter(card -> card.select(".simpletag").eachText().stream().noneMatch("Gesuch"::equals))
                .map(card -> read(card, page))
                .toList();
    }

    private static RawListing read(Element card, Page page) {
        String address = card.attr("data-href");
        Element price = card.selectFirst(".aditem-main--middle--price-shipping--price");
        String shown = price == null ? null : price.ownText();
        RawListing.Builder listing = RawListing.builder()
                .externalId(card.attr("data-adid"))
                .url(address.isBlank() ? card.select("h2 a").attr("href") : address)
                .title(card.select("h2 a").text())
                .description(
                        cutOff(card.select(".aditem-main--middle--description").text()))
                .price(price(shown))
                .previousPrice(price(card.select(".aditem-main--middle--price-shipping--old-price")
                        .text()))
                .place(new RawListing.Place(
                        place(card.select(".aditem-main--top--left").text()), null, null))
                .listedAt(ShownTime.of(card.select(".aditem-main--top--right").text(), page.fetchedAt(), ZONE)
                        .orElse(null));
        listing.priceKind(priceKind(shown));
        tags(card).forEach(tag -> listing.attribute(nameOf(tag), tag));
        String photo = card.select(".aditem-image img").attr("src");
        if (!photo.isBlank()) {
            listing.image(RawListing.Image.of(large(photo)));
        }
        return listing.build();
    }

    /** A list tells the beginning of a description: better none than one that an alert takes for the whole. */
    private static @Nullable String cutOff(String description) {
        return description.endsWith("...") || description.endsWith("…") ? null : description;
    }

    static RawListing.Price price(@Nullable String shown) {
        return shown == null || shown.isBlank()
                ? RawListing.Price.UNKNOWN
                : new RawListing.Price(null, null, shown, "EUR");
    }

    static @Nullable PriceKind priceKind(@Nullable String shown) {
        if (shown == null || shown.isBlank()) {
            return null;
        }
        String lower = shown.toLowerCase(Locale.ROOT);
        return lower.contains("verschenken")
                ? PriceKind.FREE
                : lower.contains("vb") ? PriceKind.NEGOTIABLE : PriceKind.FIXED;
    }

    static String place(String shown) {
        return DISTANCE.matcher(shown).replaceAll("").strip();
    }

    static String large(String photo) {
        return photo.replace("$_59.AUTO", "$_57.AUTO");
    }

    private static Stream<String> tags(Element card) {
        Stream<String> facts = Stream.of(
                        card.select(".aditem-main--middle--tags").text().split("·", -1))
                .map(String::strip);
        return Stream.concat(facts, card.select(".simpletag").eachText().stream())
                .filter(tag -> !tag.isBlank());
    }

    private static String nameOf(String tag) {
        if (tag.endsWith("m²")) {
            return "area";
        }
        if (tag.endsWith("Zi.")) {
            return "rooms";
        }
        return switch (tag) {
            case "Versand möglich", "Direkt kaufen" -> "delivery";
            case "Von Privat", "Gewerblich" -> "seller_type";
            default -> tag.endsWith(" km") ? "mileage" : "tag";
        };
    }
}
