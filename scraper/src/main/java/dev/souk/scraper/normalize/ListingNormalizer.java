package dev.souk.scraper.normalize;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import dev.souk.model.listing.Seller;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.PlainText;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a listing of a raw one. The rules:
 *
 * <ul>
 *   <li>A listing needs an id, a title and the address of its page. Without one of them it is rejected; everything else
 *       may be missing, and what is there and makes no sense is left unknown and noted as a repair.
 *   <li>Text is composed (Unicode NFC) and loses NUL, lone surrogates, control characters and direction marks. In one
 *       line (titles, places, names) white space and line breaks become one space; a description keeps its line breaks.
 *       What is longer than the model allows is cut, never in the middle of a character. Markup and entities in titles,
 *       descriptions, places and categories are read and taken out; whoever shows what is left must escape it all the
 *       same.
 *   <li>Addresses become absolute, http or https. A page's address loses parameters that only track people; a photo's
 *       keeps all, since they may be its signature.
 *   <li>A price needs an amount and a currency. The currency is the one stated as data, else the one sign or code beside
 *       the amount, else the one that the source says holds for the whole page. A bare {@code $} alone tells nothing. A
 *       currency that the JDK does not know leaves the price unknown. See {@link PriceReader} for amounts.
 *   <li>How a price is meant is what the source says, else what the words beside the amount say ({@code VB}, {@code on
 *       request}, {@code $10 to $20}); silence stays silence.
 *   <li>What is told of a {@link Fact} under whatever name and in whatever words stands under the fact's name and in its
 *       form as well: {@code Kilometerstand: 45.000 km} is also {@code mileage: 45000 km}.
 *   <li>A place on the map must be in range, and not 0, 0. How far it may be off is what the source says, else what the
 *       number of decimals betrays, if that is more than 100 m.
 *   <li>A time must lie between 1990 and 2100.
 *   <li>Where the page does not say whether the thing can be had, the status is {@link ListingStatus#UNKNOWN}: silence is
 *       not taken for {@link ListingStatus#AVAILABLE}, or a list would undo what the listing's own page says.
 * </ul>
 *
 * <p>Nothing is thrown for anything that a raw listing holds. Thread-safe; holds no state.
 */
public final class ListingNormalizer {

    /** Attributes beyond this number are dropped. */
    public static final int MAX_ATTRIBUTES = 200;

    /** Photos beyond this number are dropped. */
    public static final int MAX_IMAGES = 100;

    /** Java itself would also take {@code 1d} and {@code 0x1p3}. */
    private static final Pattern DEGREES = Pattern.compile("[+-]?\\d{1,3}(\\.\\d+)?");

    private static final double METRES_OF_A_DEGREE = 111_195;
    private static final long WORTH_TELLING = 100;

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /**
     * Reads one listing.
     *
     * @param source where it is from
     * @param page the page that it was found on; addresses may be relative to it
     * @param raw the listing as it was found
     */
    public Normalized normalize(SourceId source, URI page, RawListing raw) {
        String id = CleanText.line(raw.externalId(), ListingKey.MAX_EXTERNAL_ID_LENGTH + 1);
        if (id == null) {
            return new Normalized.Rejected(raw, "externalId", raw.externalId(), "a listing needs an id");
        }
        if (id.length() > ListingKey.MAX_EXTERNAL_ID_LENGTH) {
            return new Normalized.Rejected(raw, "externalId", raw.externalId(), "the id is longer than 100 characters");
        }
        String title = CleanText.line(PlainText.line(raw.title()), Listing.MAX_TITLE_LENGTH);
        if (title == null) {
            return new Normalized.Rejected(raw, "title", raw.title(), "a listing needs a title");
        }
        Optional<URI> url = Optional.ofNullable(raw.url()).flatMap(text -> WebUrl.ofPage(page, text));
        if (url.isEmpty()) {
            return new Normalized.Rejected(raw, "url", raw.url(), "not an absolute http or https address");
        }
        List<String> repairs = new ArrayList<>();
        if (raw.title() != null && raw.title().length() > Listing.MAX_TITLE_LENGTH) {
            repairs.add("title cut to " + Listing.MAX_TITLE_LENGTH + " characters");
        }
        Listing.Builder listing = Listing.builder(new ListingKey(source, id), title, url.get());
        describe(raw, listing);
        attributes(raw, listing, repairs);
        price(raw, listing, repairs);
        locate(raw, listing, repairs);
        images(page, raw, listing, repairs);
        return new Normalized.Accepted(listing.build(), repairs);
    }

    private static void describe(RawListing raw, Listing.Builder listing) {
        listing.description(CleanText.paragraphs(PlainText.of(raw.description()), Listing.MAX_DESCRIPTION_LENGTH))
                .category(CleanText.line(PlainText.line(raw.category()), Listing.MAX_WORDS_LENGTH))
                .subcategory(CleanText.line(PlainText.line(raw.subcategory()), Listing.MAX_WORDS_LENGTH))
                .seller(new Seller(
                        CleanText.line(raw.sellerId(), Seller.MAX_LENGTH),
                        CleanText.line(raw.sellerName(), Seller.MAX_LENGTH)))
                .status(raw.status() == null ? ListingStatus.UNKNOWN : raw.status());
    }

    private static void price(RawListing raw, Listing.Builder listing, List<String> repairs) {
        Money price = Prices.read("price", raw.price(), null, repairs);
        listing.price(price).previousPrice(Prices.read("previousPrice", raw.previousPrice(), price, repairs));
        boolean costs = price != null && price.amount().signum() > 0;
        Optional.ofNullable(raw.priceKind())
                .or(() -> Optional.ofNullable(raw.price().text()).flatMap(text -> PriceWords.kind(text, costs)))
                .map(PriceKind::word)
                .ifPresent(kind -> listing.attribute(Fact.PRICE_KIND.attribute(), kind));
    }

    private static void locate(RawListing raw, Listing.Builder listing, List<String> repairs) {
        listing.location(CleanText.line(PlainText.line(raw.place().words()), Listing.MAX_WORDS_LENGTH));
        String latitude = raw.place().latitude();
        String longitude = raw.place().longitude();
        if (latitude != null && longitude != null && !latitude.isBlank() && !longitude.isBlank()) {
            Optional<GeoPoint> point = point(latitude, longitude);
            point.ifPresentOrElse(
                    onMap -> {
                        listing.point(onMap);
                        precision(raw.place(), latitude, longitude, listing);
                    },
                    () -> repairs.add("place '%s, %s' is not on the map, left unknown"
                            .formatted(Prices.excerpt(latitude), Prices.excerpt(longitude))));
        }
        Instant listedAt = raw.listedAt();
        if (listedAt != null && (listedAt.isBefore(EARLIEST) || listedAt.isAfter(LATEST))) {
            repairs.add("listedAt " + listedAt + " cannot be, left unknown");
        } else {
            listing.listedAt(listedAt);
        }
    }

    private static void precision(RawListing.Place place, String latitude, String longitude, Listing.Builder listing) {
        int decimals = Math.min(9, Math.max(decimals(latitude), decimals(longitude)));
        long betrayed = Math.round(METRES_OF_A_DEGREE / Math.pow(10, decimals));
        @Nullable Integer told = place.precisionMetres();
        if (told != null && told > 0) {
            listing.attribute(Fact.POINT_PRECISION.attribute(), told.toString());
        } else if (betrayed > WORTH_TELLING) {
            listing.attribute(Fact.POINT_PRECISION.attribute(), Long.toString(betrayed));
        }
    }

    /** A zero in the fourth place counts for nothing: it is written behind numbers of JSON that have three. */
    private static int decimals(String degrees) {
        String plain = degrees.strip();
        int point = plain.indexOf('.');
        int decimals = point < 0 ? 0 : plain.length() - point - 1;
        return decimals == 4 && plain.endsWith("0") ? 3 : decimals;
    }

    private static Optional<GeoPoint> point(String latitude, String longitude) {
        try {
            GeoPoint point = new GeoPoint(degrees(latitude), degrees(longitude));
            boolean isNullIsland = point.latitude() == 0 && point.longitude() == 0;
            return isNullIsland ? Optional.empty() : Optional.of(point);
        } catch (IllegalArgumentException notDegrees) {
            return Optional.empty();
        }
    }

    private static double degrees(String text) {
        String plain = text.length() > 40 ? "" : text.strip();
        if (!DEGREES.matcher(plain).matches()) {
            throw new NumberFormatException("not degrees");
        }
        return Double.parseDouble(plain);
    }

    private static void attributes(RawListing raw, Listing.Builder listing, List<String> repairs) {
        int kept = 0;
        for (Map.Entry<String, String> attribute :
                FactReader.read(raw.attributes()).entrySet()) {
            @Nullable String name = CleanText.line(attribute.getKey(), Listing.MAX_ATTRIBUTE_NAME_LENGTH);
            @Nullable String value = CleanText.paragraphs(attribute.getValue(), Listing.MAX_ATTRIBUTE_LENGTH);
            if (name != null && value != null && kept++ < MAX_ATTRIBUTES) {
                listing.attribute(name, value);
            }
        }
        if (kept > MAX_ATTRIBUTES) {
            repairs.add("%s attributes beyond %s dropped".formatted(kept - MAX_ATTRIBUTES, MAX_ATTRIBUTES));
        }
    }

    private static void images(URI page, RawListing raw, Listing.Builder listing, List<String> repairs) {
        List<RawListing.Image> images = raw.images();
        for (RawListing.Image image : images.subList(0, Math.min(images.size(), MAX_IMAGES))) {
            Optional<URI> url = WebUrl.ofImage(page, image.url());
            if (url.isPresent()) {
                listing.image(new ListingImage(url.get(), positive(image.width()), positive(image.height())));
            } else {
                repairs.add("photo '%s' dropped: not an http or https address".formatted(Prices.excerpt(image.url())));
            }
        }
        if (images.size() > MAX_IMAGES) {
            repairs.add("%s photos beyond %s dropped".formatted(images.size() - MAX_IMAGES, MAX_IMAGES));
        }
    }

    private static @Nullable Integer positive(@Nullable Integer size) {
        return size == null || size < 1 ? null : size;
    }
}
