package dev.souk.scraper.schemaorg;

import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The Open Graph and product tags of a page. */
final class MetaTags {

    /** Sites put the price before the title: "$60 · 1970's Vintage". */
    private static final Pattern LEADING_PRICE = Pattern.compile("^[^\\p{L}·|]{0,5}\\d[\\d.,]{0,15}\\s?\\S{0,3} · ");

    private final Map<String, List<String>> tags = new HashMap<>();

    MetaTags(Document document) {
        for (Element tag : document.select("meta[property], meta[name]")) {
            String name = (tag.hasAttr("property") ? tag.attr("property") : tag.attr("name")).toLowerCase(Locale.ROOT);
            String content = tag.attr("content").strip();
            if (!content.isEmpty()) {
                tags.computeIfAbsent(name, any -> new ArrayList<>()).add(content);
            }
        }
    }

    /** What the tags tell; it is only a listing if they tell a price or call the page a product. */
    RawListing read(String address, @Nullable String defaultCurrency) {
        String amount = first("product:price:amount", "og:price:amount", "product:sale_price:amount");
        String currency = first("product:price:currency", "og:price:currency", "product:sale_price:currency");
        RawListing.Builder listing = RawListing.builder()
                .externalId(ThingReader.first(first("product:retailer_item_id"), ListingId.of(address)))
                .url(address)
                .title(title())
                .description(PlainText.of(first("og:description")))
                .price(new RawListing.Price(amount, currency, amount == null ? shownPrice() : amount, defaultCurrency))
                .place(new RawListing.Place(place(), first("og:latitude"), first("og:longitude")))
                .status(ThingReader.status(first("product:availability", "og:availability")))
                .category(first("product:category"))
                .attribute("condition", first("product:condition"))
                .attribute("brand", first("product:brand", "og:brand"));
        tags.getOrDefault("og:image", List.of()).forEach(image -> listing.image(RawListing.Image.of(image)));
        return listing.build();
    }

    boolean describeAListing() {
        String type = first("og:type");
        boolean isProduct = type != null && (type.endsWith("product") || type.endsWith(":item"));
        return (isProduct && first("og:title") != null) || tellAPrice();
    }

    boolean tellAPrice() {
        return first("og:title") != null
                && (first("product:price:amount", "og:price:amount") != null || shownPrice() != null);
    }

    /** Some sites write the whole price where the vocabulary has an amount and a currency. */
    @Nullable
    private String shownPrice() {
        return first("product:price", "og:price");
    }

    Optional<String> address() {
        return Optional.ofNullable(first("og:url"));
    }

    @Nullable
    private String title() {
        String title = PlainText.line(first("og:title"));
        String site = first("og:site_name");
        if (title == null) {
            return null;
        }
        String bare = LEADING_PRICE.matcher(title).replaceFirst("");
        for (String separator : List.of(" | ", " - ", " • ")) {
            if (site != null && bare.endsWith(separator + site)) {
                bare = bare.substring(0, bare.length() - separator.length() - site.length());
            }
        }
        return bare;
    }

    @Nullable
    private String place() {
        String words = Stream.of("og:locality", "og:region")
                .map(this::first)
                .filter(word -> word != null)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? null : words;
    }

    @Nullable
    private String first(String... names) {
        for (String name : names) {
            List<String> contents = tags.get(name);
            if (contents != null) {
                return contents.get(0);
            }
        }
        return null;
    }
}
