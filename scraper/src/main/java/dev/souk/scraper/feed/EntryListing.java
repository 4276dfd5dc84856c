package dev.souk.scraper.feed;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.PlainText;
import dev.souk.scraper.text.ShortId;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Makes a listing of an entry. */
final class EntryListing {

    /**
     * A price in a title has its currency beside it: other numbers are models, years and sizes. Since JDK 19, a word ends
     * with "ł" only by the flag U.
     */
    private static final Pattern PRICE =
            Pattern.compile("(?U)(?:[$€£¥₹₽]|\\b(?:USD|EUR|GBP|CAD|AUD|CHF|PLN|SEK|NOK|DKK|ZAR)\\b) ?"
                    // A size behind it is no part of it: "iPhone €350 128GB".
                    + "(?:\\d{1,3}(?: \\d{3}){1,3}(?![\\p{L}\\p{N}])(?:[.,]\\d{1,2})?|\\d[\\d.,']{0,14})"
                    // A year before it is no part of it: "Golf 2015 8500 €".
                    + "|(?<![\\d.,])(?:\\d{1,3}(?: \\d{3}){1,3}(?:[.,]\\d{1,2})?|\\d[\\d.,']{0,14})"
                    // A sign right before a number is that one's: "iPhone 13 €350".
                    + " ?(?:[€£₹₽](?!\\d)|\\b(?:USD|EUR|GBP|CAD|AUD|CHF|PLN|zł|kr|SEK|NOK|DKK|ZAR)\\b)");

    private static final int MOST_IMAGES = 100;

    @Nullable
    private final String defaultCurrency;

    EntryListing(@Nullable String defaultCurrency) {
        this.defaultCurrency = defaultCurrency;
    }

    /** The listing; empty if the entry has neither an id nor an address. */
    Optional<RawListing> read(SyndEntry entry) {
        String address = entry.getLink();
        String id = entry.getUri() == null ? address : entry.getUri();
        if (id == null || id.isBlank()) {
            return Optional.empty();
        }
        List<Element> words = entry.getForeignMarkup();
        String title = PlainText.line(entry.getTitle());
        String description = description(entry);
        RawListing.Builder listing = RawListing.builder()
                .externalId(ShortId.of(id.strip()))
                .url(address == null || address.isBlank() ? id.strip() : address.strip())
                .title(title)
                .description(PlainText.of(description))
                .price(price(words, title))
                .previousPrice(previousPrice(words))
                .place(place(words))
                .category(entry.getCategories().stream()
                        .map(SyndCategory::getName)
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst()
                        .map(PlainText::line)
                        .orElse(null))
                .seller(null, blankToNull(entry.getAuthor()))
                .attribute("condition", text(words, "condition"))
                .attribute("brand", text(words, "brand"));
        Date published = entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
        if (published != null) {
            listing.listedAt(published.toInstant());
        }
        images(entry, description).forEach(image -> listing.image(RawListing.Image.of(image)));
        return Optional.of(listing.build());
    }

    private static @Nullable String description(SyndEntry entry) {
        SyndContent description = entry.getDescription();
        if (description != null && description.getValue() != null) {
            return description.getValue();
        }
        return entry.getContents().stream()
                .map(SyndContent::getValue)
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    private RawListing.Price price(List<Element> words, @Nullable String title) {
        String sale = text(words, "sale_price");
        String said = sale == null ? text(words, "price") : sale;
        if (said != null) {
            return shown(said);
        }
        Matcher found = PRICE.matcher(title == null ? "" : title);
        return found.find() ? shown(found.group()) : RawListing.Price.UNKNOWN;
    }

    private RawListing.Price previousPrice(List<Element> words) {
        String full = text(words, "price");
        return full == null || text(words, "sale_price") == null ? RawListing.Price.UNKNOWN : shown(full);
    }

    private RawListing.Price shown(String text) {
        return new RawListing.Price(null, null, text.strip(), defaultCurrency);
    }

    /** A point as GeoRSS has it, {@code 45.2 -71.9}, or as the older words {@code geo:lat} and {@code geo:long}. */
    private static RawListing.Place place(List<Element> words) {
        String name = text(words, "location");
        String point = text(words, "point");
        String[] parts = point == null ? new String[0] : point.strip().split("\\s+", 3);
        return parts.length == 2
                ? new RawListing.Place(name, parts[0], parts[1])
                : new RawListing.Place(name, text(words, "lat"), text(words, "long"));
    }

    private static @Nullable String text(List<Element> words, String name) {
        return words.stream()
                .filter(element -> element.getName().equalsIgnoreCase(name))
                .map(Element::getTextTrim)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static Set<String> images(SyndEntry entry, @Nullable String description) {
        Set<String> images = new LinkedHashSet<>();
        for (SyndEnclosure enclosure : entry.getEnclosures()) {
            String type = enclosure.getType() == null ? "" : enclosure.getType().toLowerCase(Locale.ROOT);
            if (type.startsWith("image/") && enclosure.getUrl() != null) {
                images.add(enclosure.getUrl());
            }
        }
        media(entry.getForeignMarkup(), images);
        if (images.isEmpty() && description != null) {
            images.addAll(Pictures.in(description));
        }
        return images.stream().limit(MOST_IMAGES).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Media RSS, also in groups; {@code g:image_link} of shops. */
    private static void media(List<Element> words, Set<String> images) {
        for (Element element : words) {
            switch (element.getName()) {
                case "group" -> media(element.getChildren(), images);
                case "content", "thumbnail" -> add(element.getAttributeValue("url"), element, images);
                case "image_link", "additional_image_link" -> add(element.getTextTrim(), element, images);
                default -> {
                    // Says nothing of photos.
                }
            }
        }
    }

    private static void add(@Nullable String url, Element element, Set<String> images) {
        String medium = element.getAttributeValue("medium", "image");
        String type = element.getAttributeValue("type", "image/");
        if (url != null && !url.isBlank() && medium.equals("image") && type.startsWith("image/")) {
            images.add(url.strip());
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
