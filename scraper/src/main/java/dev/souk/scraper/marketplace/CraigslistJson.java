package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of Craigslist's search service: rows of bare values, whose first places are fixed and whose others are
 * arrays that begin with a number for what they are.
 */
final class CraigslistJson {

    private static final int IMAGES = 4;
    private static final int SIZE = 5;
    private static final int SLUG = 6;
    private static final int SHOWN_PRICE = 10;

    private final JsonNode data;
    private final JsonNode decode;

    private CraigslistJson(JsonNode data) {
        this.data = data;
        this.decode = data.path("decode");
    }

    static ParsedPage read(Page page) {
        JsonNode answer = JsonReader.read(page.body()).orElse(null);
        if (answer == null) {
            return Reading.list(page, List.of(), List.of());
        }
        CraigslistJson reader = new CraigslistJson(answer.path("data"));
        List<RawListing> listings = new ArrayList<>();
        reader.data.path("items").forEach(row -> reader.listing(row).ifPresent(listings::add));
        JsonNode total = reader.data.path("totalResultCount");
        boolean saysNone = total.isNumber()
                && total.asLong() == 0
                && reader.data.path("items").isArray();
        return Reading.list(
                page,
                listings,
                List.of(),
                saysNone ? Optional.of(new ParsedPage.Empty("totalResultCount is 0")) : Optional.empty());
    }

    private Optional<RawListing> listing(JsonNode row) {
        if (!row.isArray() || row.size() < 6 || !row.path(0).isIntegralNumber()) {
            return Optional.empty();
        }
        long id = decode.path("minPostingId").asLong() + row.path(0).asLong();
        Tags tags = new Tags(row);
        // "locations:descriptions~latitude~longitude"
        String[] where = row.path(4).asText().split("~", -1);
        String[] indexes = where[0].split(":", -1);
        JsonNode site = decode.path("locations").path(number(indexes[0]));
        String words = indexes.length < 2
                ? null
                : decode.path("locationDescriptions").path(number(indexes[1])).asText(null);
        RawListing.Builder listing = RawListing.builder()
                .externalId(Long.toString(id))
                .url(address(site, tags, id))
                .title(tags.title())
                .price(new RawListing.Price(null, currency(site), tags.text(SHOWN_PRICE), null))
                .place(new RawListing.Place(
                        words == null || words.isBlank() ? null : words,
                        where.length > 2 ? where[1] : null,
                        where.length > 2 ? where[2] : null))
                .listedAt(posted(row.path(1)));
        listing.attribute("bedrooms", positive(tags.of(SIZE).path(1)));
        listing.attribute("area_sqft", positive(tags.of(SIZE).path(2)));
        tags.of(IMAGES).forEach(image -> {
            if (image.isTextual() && image.asText().startsWith("3:")) {
                String name = image.asText().substring(2);
                listing.image(RawListing.Image.of("https://images.craigslist.org/" + name + "_600x450.jpg"));
            }
        });
        return Optional.of(listing.build());
    }

    private @Nullable Instant posted(JsonNode offset) {
        JsonNode least = decode.path("minPostedDate");
        return isInt(least) && isInt(offset) ? Instant.ofEpochSecond(least.asLong() + offset.asLong()) : null;
    }

    private static boolean isInt(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToInt();
    }

    private @Nullable String currency(JsonNode site) {
        return JsonReader.text(data, "areas", site.path(0).asText(""), "currency");
    }

    private String address(JsonNode site, Tags tags, long id) {
        String sub = site.path(2).asText("");
        String slug = tags.text(SLUG);
        return "https://" + site.path(1).asText("www") + ".craigslist.org/" + (sub.isEmpty() ? "" : sub + "/")
                + data.path("categoryAbbr").asText("sss") + "/d/" + (slug == null ? "post" : slug) + "/" + id
                + ".html";
    }

    private static @Nullable String positive(JsonNode number) {
        return number.isNumber() && number.asDouble() > 0 ? number.asText() : null;
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }

    /** The places of a row that tell themselves what they are. */
    private record Tags(JsonNode row) {

        JsonNode of(int tag) {
            for (int i = 6; i < row.size(); i++) {
                JsonNode value = row.path(i);
                if (value.isArray() && value.path(0).asInt(-1) == tag) {
                    return value;
                }
            }
            return row.path(-1);
        }

        @Nullable
        String text(int tag) {
            String text = of(tag).path(1).asText("");
            return text.isBlank() ? null : text;
        }

        /** The only bare string. */
        @Nullable
        String title() {
            for (int i = 6; i < row.size(); i++) {
                if (row.path(i).isTextual()) {
                    return row.path(i).asText();
                }
            }
            return null;
        }
    }
}
