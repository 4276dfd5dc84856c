package dev.souk.scraper.schemaorg;

import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.text.IsoTime;
import dev.souk.scraper.text.PlainText;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a raw listing of a thing that is sold. */
final class ThingReader {

    private static final int LONGEST_CATEGORY = 1_000;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern STEP = Pattern.compile("[>›»]| / ");

    private static final Pattern CONDITION = Pattern.compile("[A-Z][a-z]{2,20}Condition");

    private static final int LONGEST_WORD = 200;

    /** More are of no use, and many things may share them by reference. */
    private static final int MOST_OFFERS = 100;

    @Nullable
    private final String defaultCurrency;

    ThingReader(@Nullable String defaultCurrency) {
        this.defaultCurrency = defaultCurrency;
    }

    /**
     * Reads a thing.
     *
     * @param address the page of the listing, if it is known better than the thing says
     */
    RawListing read(Thing thing, @Nullable String address) {
        List<Thing> offers = offers(thing);
        Thing offer = offers.isEmpty() ? thing : offers.get(0);
        String url = first(address, url(thing));
        RawListing.Builder listing = RawListing.builder()
                .externalId(first(
                        code(thing.text("sku", "productID")),
                        code(offer.text("sku")),
                        ListingId.of(url),
                        thing.text("sku", "productID")))
                .url(url)
                .title(PlainText.line(thing.text("name", "title", "headline")))
                .description(PlainText.of(thing.text("description")))
                .price(OfferPrice.current(offer, defaultCurrency))
                .previousPrice(OfferPrice.previous(offer, defaultCurrency))
                .place(place(thing, offer))
                .seller(null, PlainText.line(first(offer.text("seller", "offeredBy"), thing.text("seller"))))
                .listedAt(IsoTime.read(first(thing.text("datePosted"), offer.text("availabilityStarts", "validFrom"))))
                .status(status(thing, offers));
        category(thing, offer, listing);
        attributes(thing, offer, listing);
        Stream.concat(thing.pictures("image").stream(), thing.pictures("photo").stream())
                .distinct()
                .forEach(image -> listing.image(RawListing.Image.of(image)));
        return listing.build();
    }

    /** Offers, those with a price first. One without may hold others that have: aggregates do, and auctions. */
    static List<Thing> offers(Thing thing) {
        boolean isGroup = !thing.has("offers") && thing.is("ProductGroup");
        return (isGroup ? thing.things("hasVariant").stream().limit(1) : Stream.of(thing))
                .flatMap(offered -> offered.things("offers").stream())
                .flatMap(offer -> OfferPrice.isTold(offer)
                        ? Stream.of(offer)
                        : Stream.concat(offer.things("offers").stream(), Stream.of(offer)))
                .limit(MOST_OFFERS)
                .sorted(Comparator.comparing(offer -> !OfferPrice.isTold(offer)))
                .toList();
    }

    /** Where the thing says that its page is. */
    @Nullable
    static String url(Thing thing) {
        String own = first(
                thing.url("url"),
                thing.things("offers").stream()
                        .map(offer -> offer.url("url"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                thing.url("mainEntityOfPage"));
        String id = thing.text("@id");
        return own != null || id == null || !id.startsWith("http") ? own : id;
    }

    private static RawListing.Place place(Thing thing, Thing offer) {
        List<Thing> places = Stream.of(
                        Stream.of(thing),
                        thing.things("availableAtOrFrom").stream(),
                        offer.things("availableAtOrFrom").stream(),
                        thing.things("itemOffered").stream(),
                        thing.things("location").stream(),
                        offer.things("areaServed").stream(),
                        thing.things("about").stream())
                .flatMap(found -> found)
                .toList();
        String words = places.stream()
                .map(ThingReader::words)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(offer.text("areaServed"));
        return places.stream()
                .flatMap(place -> Stream.concat(Stream.of(place), place.things("geo").stream()))
                .map(geo -> new RawListing.Place(words, geo.text("latitude"), geo.text("longitude")))
                .filter(place -> place.latitude() != null && place.longitude() != null)
                .findFirst()
                .orElse(RawListing.Place.of(words));
    }

    @Nullable
    private static String words(Thing place) {
        for (Thing address : place.things("address")) {
            String locality = address.text("addressLocality");
            String region = address.text("addressRegion");
            if (locality != null) {
                return region == null ? locality : locality + ", " + region;
            }
            if (region != null) {
                return region;
            }
        }
        return place.text("address");
    }

    /** A name with blanks in it is a name, and of several things the same. */
    @Nullable
    private static String code(@Nullable String told) {
        return told == null || told.strip().contains(" ") ? null : told;
    }

    /** What one of several offers has, in one size or by one seller, can be had. */
    @Nullable
    private static ListingStatus status(Thing thing, List<Thing> offers) {
        List<ListingStatus> told = Stream.concat(offers.stream(), Stream.of(thing))
                .map(priced -> status(priced.text("availability")))
                .filter(Objects::nonNull)
                .toList();
        return told.contains(ListingStatus.AVAILABLE)
                ? ListingStatus.AVAILABLE
                : told.stream().findFirst().orElse(null);
    }

    @Nullable
    static ListingStatus status(@Nullable String availability) {
        if (availability == null) {
            return null;
        }
        String word = lastWord(availability).toLowerCase(Locale.ROOT);
        return switch (word.replaceAll("[\\s_-]", "")) {
            case "instock",
                    "limitedavailability",
                    "onlineonly",
                    "instoreonly",
                    "preorder",
                    "presale",
                    "notsold",
                    "available",
                    "backorder",
                    "madetoorder" -> ListingStatus.AVAILABLE;
            case "soldout", "outofstock", "sold", "oos" -> ListingStatus.SOLD;
            case "reserved" -> ListingStatus.PENDING;
            case "discontinued" -> ListingStatus.REMOVED;
            default -> null;
        };
    }

    private static void category(Thing thing, Thing offer, RawListing.Builder listing) {
        String category = PlainText.line(first(thing.text("category"), offer.text("category")));
        if (category == null) {
            return;
        }
        if (category.startsWith("http")) {
            listing.category(lastSegment(category));
            return;
        }
        listing.categoryPath(steps(category));
    }

    /** White space is cut and folded before it is looked for: a run of it must not be walked again from every place. */
    private static List<String> steps(String category) {
        String cut = category.substring(0, Math.min(category.length(), LONGEST_CATEGORY));
        return STEP.splitAsStream(SPACES.matcher(cut).replaceAll(" "))
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .toList();
    }

    @Nullable
    private static String lastSegment(String address) {
        try {
            String path = URI.create(address.strip()).getPath();
            return path == null
                    ? null
                    : Stream.of(path.split("/"))
                            .filter(segment -> !segment.isBlank())
                            .reduce((earlier, later) -> later)
                            .orElse(null);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static void attributes(Thing thing, Thing offer, RawListing.Builder listing) {
        listing.attribute("condition", condition(first(offer.text("itemCondition"), thing.text("itemCondition"))));
        listing.attribute("brand", PlainText.line(thing.text("brand", "manufacturer")));
        listing.attribute("model", PlainText.line(thing.text("model")));
        listing.attribute("year", thing.text("vehicleModelDate", "modelDate"));
        listing.attribute("mileage", measured(thing, "mileageFromOdometer", "KMT", "km", "SMI", "miles"));
        listing.attribute("fuel", thing.text("fuelType"));
        listing.attribute("transmission", thing.text("vehicleTransmission"));
        listing.attribute("color", PlainText.line(thing.text("color")));
        listing.attribute("vin", thing.text("vehicleIdentificationNumber"));
        listing.attribute("bedrooms", thing.text("numberOfBedrooms"));
        listing.attribute("bathrooms", thing.text("numberOfBathroomsTotal"));
        listing.attribute("area", measured(thing, "floorSize", "MTK", "m2", "FTK", "ft2"));
    }

    @Nullable
    private static String condition(@Nullable String condition) {
        String word = condition == null ? "" : lastWord(condition);
        boolean isOfTheVocabulary = condition != null
                && (condition.contains("schema.org/") || CONDITION.matcher(word).matches());
        return isOfTheVocabulary ? word.replace("Condition", "").toLowerCase(Locale.ROOT) : condition;
    }

    /** Of a word of the vocabulary, what comes behind its prefix: {@code schema:SoldOut}. */
    private static String lastWord(String text) {
        String word = text.substring(0, Math.min(text.length(), LONGEST_WORD)).strip();
        int prefix = Math.max(word.lastIndexOf('/'), Math.max(word.lastIndexOf('#'), word.lastIndexOf(':')));
        return word.substring(prefix + 1).strip();
    }

    @Nullable
    private static String measured(Thing thing, String name, String... unitsAndWords) {
        String value = thing.text(name);
        String unit = thing.things(name).stream()
                .map(quantity -> quantity.text("unitCode", "unitText"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (value == null || unit == null) {
            return value;
        }
        for (int at = 0; at < unitsAndWords.length; at += 2) {
            if (unitsAndWords[at].equals(unit)) {
                return value + " " + unitsAndWords[at + 1];
            }
        }
        return value + " " + unit;
    }

    @Nullable
    static String first(@Nullable String... choices) {
        for (String choice : choices) {
            if (choice != null) {
                return choice;
            }
        }
        return null;
    }
}
