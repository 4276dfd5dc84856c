package dev.souk.scraper.selector;

import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.PlainText;
import dev.souk.scraper.text.ShortId;
import dev.souk.scraper.text.ShownTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a listing stands where.
 *
 * @param rules by the name of the field
 * @param attributes by the name of the attribute
 * @param images the addresses of photos
 * @param locale what holds for the whole site
 */
record Fields(Map<String, Rule> rules, Map<String, Rule> attributes, List<Rule> images, SiteLocale locale) {

    /** The fields that have one value. */
    static final List<String> NAMES = List.of(
            "id",
            "url",
            "title",
            "description",
            "price",
            "amount",
            "currency",
            "previousPrice",
            "place",
            "latitude",
            "longitude",
            "category",
            "subcategory",
            "sellerId",
            "sellerName",
            "listedAt",
            "status");

    Fields {
        rules = Map.copyOf(rules);
        attributes = Map.copyOf(new LinkedHashMap<>(attributes));
        images = List.copyOf(images);
    }

    /** Whether one of these fields has a rule. */
    boolean tell(String... names) {
        return Stream.of(names).anyMatch(rules::containsKey);
    }

    /** The listing that a piece tells of; empty if it has neither id nor address, as advertisements among listings. */
    Optional<RawListing> read(Piece piece, Page page) {
        String id = value("id", piece);
        String url = value("url", piece);
        String key = id == null ? url : id;
        if (key == null) {
            return Optional.empty();
        }
        RawListing.Builder listing = RawListing.builder()
                .externalId(id == null ? ShortId.of(key) : key)
                .url(url)
                .title(PlainText.line(value("title", piece)))
                .description(PlainText.of(value("description", piece)))
                .price(new RawListing.Price(
                        value("amount", piece), value("currency", piece), value("price", piece), locale.currency()))
                .previousPrice(new RawListing.Price(
                        null, value("currency", piece), value("previousPrice", piece), locale.currency()))
                .place(new RawListing.Place(
                        PlainText.line(value("place", piece)), value("latitude", piece), value("longitude", piece)))
                .category(PlainText.line(value("category", piece)))
                .subcategory(PlainText.line(value("subcategory", piece)))
                .seller(value("sellerId", piece), PlainText.line(value("sellerName", piece)))
                .listedAt(listedAt(value("listedAt", piece), page))
                .status(status(value("status", piece)));
        attributes.forEach((name, rule) -> listing.attribute(name, PlainText.line(rule.first(piece))));
        images.stream()
                .flatMap(rule -> rule.all(piece).stream())
                .distinct()
                .forEach(image -> listing.image(RawListing.Image.of(image)));
        return Optional.of(listing.build());
    }

    private @Nullable String value(String field, Piece piece) {
        Rule rule = rules.get(field);
        return rule == null ? null : rule.first(piece);
    }

    private @Nullable Instant listedAt(@Nullable String text, Page page) {
        Optional<Instant> time = locale.monthFirst()
                ? ShownTime.ofMonthFirst(text, page.fetchedAt(), locale.zone())
                : ShownTime.of(text, page.fetchedAt(), locale.zone());
        return time.orElse(null);
    }

    private static @Nullable ListingStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return ListingStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException anotherWord) {
            return null;
        }
    }

    /**
     * What holds for a whole site.
     *
     * @param currency of prices that tell none; null if that is not known
     * @param zone of times that tell none
     * @param monthFirst whether 6/9 is in June
     */
    record SiteLocale(@Nullable String currency, ZoneId zone, boolean monthFirst) {}
}
