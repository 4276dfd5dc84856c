package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.IsoTime;
import dev.souk.scraper.text.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/** The page of one listing on Craigslist, in the markup of 2023 or of 2026. */
final class CraigslistItem {

    private static final Pattern POST_ID = Pattern.compile("post id:\\s*(\\d{8,12})");

    private CraigslistItem() {}

    /** In newer addresses stands another id than on the page: that of the page is the one that lists know. */
    static Optional<RawListing> read(Page page, Document document, Optional<String> asked) {
        String title = text(document, "#titletextonly");
        if (title == null) {
            return Optional.empty();
        }
        JsonNode data = data(document);
        RawListing.Builder listing = RawListing.builder()
                .externalId(asked.or(() -> postId(document)).orElse(null))
                .url(page.url().toString())
                .title(title)
                .description(description(document))
                .price(new RawListing.Price(
                        null,
                        JsonReader.text(data, "offers", "priceCurrency"),
                        text(document, ".postingtitletext .price"),
                        CraigslistSites.currency(page.url().toString())))
                .place(place(document))
                .categoryPath(
                        document.select(".crumb.section a, .crumb.category a").eachText())
                .listedAt(IsoTime.read(
                        document.select("time.date.timeago[datetime]").attr("datetime")))
                .status(ListingStatus.AVAILABLE);
        postId(document).ifPresent(id -> listing.attribute("post_id", id));
        attributes(document, listing);
        photos(document).forEach(photo -> listing.image(RawListing.Image.of(photo)));
        return Optional.of(listing.build());
    }

    private static Optional<String> postId(Document document) {
        Matcher id = POST_ID.matcher(document.select(".postinginfo").text());
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }

    private static JsonNode data(Document document) {
        Element script = document.selectFirst("script#ld_posting_data");
        return script == null
                ? MissingNode.getInstance()
                : JsonReader.readLeniently(script.data()).orElse(MissingNode.getInstance());
    }

    private static @Nullable String description(Document document) {
        Element body = document.selectFirst("#postingbody");
        if (body == null) {
            return null;
        }
        Element bare = body.clone();
        bare.select(".print-information").remove();
        return PlainText.of(bare.html());
    }

    private static RawListing.Place place(Document document) {
        Element map = document.selectFirst("#map[data-latitude]");
        List<Element> spans =
                document.select(".postingtitletext > span:not([id]):not([class]), .postingtitletext > small");
        String words = spans.isEmpty() ? "" : spans.get(spans.size() - 1).text().strip();
        boolean inBrackets = words.startsWith("(") && words.endsWith(")") && words.length() > 2;
        return new RawListing.Place(
                inBrackets ? words.substring(1, words.length() - 1) : text(document, "div.mapaddress"),
                map == null ? null : map.attr("data-latitude"),
                map == null ? null : map.attr("data-longitude"));
    }

    private static void attributes(Document document, RawListing.Builder listing) {
        for (Element fact : document.select("div.attrgroup .attr")) {
            String value = text(fact, ".valu");
            String label = text(fact, ".labl");
            String key = fact.classNames().stream()
                    .filter(name -> !name.equals("attr") && !name.equals("important"))
                    .findFirst()
                    .orElse(label == null ? "feature" : label);
            listing.attribute(name(key), inUnit(name(key), value == null ? fact.text() : value, document));
        }
        for (Element fact : document.select("p.attrgroup > span")) {
            String label = fact.ownText().strip();
            String value = text(fact, "b");
            if (label.endsWith(":") && value != null) {
                listing.attribute(name(label), inUnit(name(label), value, document));
            } else {
                listing.attribute("feature", fact.text());
            }
        }
        Element map = document.selectFirst("#map[data-accuracy]");
        listing.attribute("location_accuracy", map == null ? null : map.attr("data-accuracy"));
    }

    /** The page tells no unit: it is that of the country. */
    private static String inUnit(String name, String value, Document document) {
        boolean isDistance = name.equals("odometer") || name.equals("auto_miles");
        boolean isInMiles = "USD".equals(CraigslistSites.currency(document.location()))
                || "GBP".equals(CraigslistSites.currency(document.location()));
        return isDistance && value.matches("[\\d.,]+") ? value + (isInMiles ? " miles" : " km") : value;
    }

    private static String name(String label) {
        return label.replace(":", "").strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** A listing with one photo has no row of thumbnails. */
    private static Set<String> photos(Document document) {
        Set<String> photos =
                new LinkedHashSet<>(document.select("#thumbs a[href]").eachAttr("href"));
        if (photos.isEmpty()) {
            photos.addAll(document.select(".gallery img[src]").eachAttr("src"));
        }
        return photos;
    }

    private static @Nullable String text(Element within, String selector) {
        Elements found = within.select(selector);
        String text = found.isEmpty() ? "" : found.get(0).text();
        return text.isBlank() ? null : text;
    }
}
