package dev.souk.model.listing;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.StorableText;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A thing for sale, clean: what a source found, after normalizing. Two listings are equal when everything in them is,
 * which is how a re-scrape knows that nothing changed. Unchanging and thread-safe; made by {@link #builder}.
 *
 * @param key marketplace and id there
 * @param title 1 to {@value #MAX_TITLE_LENGTH} characters, not blank
 * @param url the page of the listing, absolute, http or https; at most {@value #MAX_URL_LENGTH} characters
 * @param description at most {@value #MAX_DESCRIPTION_LENGTH} characters; null if not known
 * @param price null if not known; zero means given away
 * @param previousPrice what it cost before, as the marketplace strikes it through or as Souk saw it; null if not known
 * @param location the place in words, such as {@code Houston, TX}; at most {@value #MAX_WORDS_LENGTH} characters
 * @param point the place on the map; often rounded by the marketplace
 * @param category at most {@value #MAX_WORDS_LENGTH} characters, as the marketplace names it
 * @param subcategory as category; the narrowest, if the marketplace has more than two (those between stand in {@link
 *     ListingFacts#categoryPath})
 * @param seller {@link Seller#UNKNOWN} if not known
 * @param listedAt when the seller listed it, to the microsecond; null if not known
 * @param status whether it can still be had; {@link ListingStatus#UNKNOWN} if the page does not say
 * @param attributes further facts by name, such as {@code condition}; names at most 100 characters, values at most
 *     {@value #MAX_ATTRIBUTE_LENGTH}
 * @param images photos, in the order of the marketplace, each once
 */
public record Listing(
        ListingKey key,
        String title,
        URI url,
        @Nullable String description,
        @Nullable Money price,
        @Nullable Money previousPrice,
        @Nullable String location,
        @Nullable GeoPoint point,
        @Nullable String category,
        @Nullable String subcategory,
        Seller seller,
        @Nullable Instant listedAt,
        ListingStatus status,
        SortedMap<String, String> attributes,
        List<ListingImage> images) {

    /** The longest title. */
    public static final int MAX_TITLE_LENGTH = 1_000;

    /** The longest description. */
    public static final int MAX_DESCRIPTION_LENGTH = 100_000;

    /** The longest place, category and subcategory. */
    public static final int MAX_WORDS_LENGTH = 255;

    /** The longest name of an attribute. */
    public static final int MAX_ATTRIBUTE_NAME_LENGTH = 100;

    /** The longest value of an attribute. */
    public static final int MAX_ATTRIBUTE_LENGTH = 10_000;

    /** The longest URL. */
    public static final int MAX_URL_LENGTH = 4_000;

    /** Checks every field and copies what could change. */
    public Listing {
        if (title.isBlank()) {
            throw new InvalidValueException("title", title, "title of " + key + " is blank");
        }
        StorableText.requireOf(key, "title", title, MAX_TITLE_LENGTH);
        requireWebUrl("listing " + key, url);
        StorableText.requireOf(key, "url", url.toString(), MAX_URL_LENGTH);
        StorableText.requireNullableOf(key, "description", description, MAX_DESCRIPTION_LENGTH);
        StorableText.requireNullableOf(key, "location", location, MAX_WORDS_LENGTH);
        StorableText.requireNullableOf(key, "category", category, MAX_WORDS_LENGTH);
        StorableText.requireNullableOf(key, "subcategory", subcategory, MAX_WORDS_LENGTH);
        listedAt = listedAt == null ? null : listedAt.truncatedTo(ChronoUnit.MICROS);
        attributes.forEach((name, value) -> {
            requireAttribute(key, "name", name, MAX_ATTRIBUTE_NAME_LENGTH);
            requireAttribute(key, name, value, MAX_ATTRIBUTE_LENGTH);
        });
        // As a map, which brings no order of its own: names are compared to the letter.
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) attributes));
        images = List.copyOf(images);
    }

    private static void requireAttribute(ListingKey key, String which, String text, int maxLength) {
        @Nullable String problem = StorableText.problem(text, maxLength);
        if (problem != null) {
            throw new InvalidValueException("attributes", text, "attribute %s of %s %s".formatted(which, key, problem));
        }
    }

    static void requireWebUrl(String what, URI url) {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
            throw new InvalidValueException(
                    "url", url, "url of " + what + " is not an absolute http or https address: " + url);
        }
    }

    /** What the attributes say of facts that mean the same on every marketplace. */
    public ListingFacts facts() {
        return new ListingFacts(attributes);
    }

    /**
     * What is narrower than its category, from the widest on: all steps of its {@link ListingFacts#categoryPath} but the
     * first, at most {@value ListingFacts#MAX_STEPS} with it and none if it has more than
     * {@value ListingFacts#MAX_PATH_LENGTH} characters, and at the end its subcategory, which does not stand
     * there twice. An alert that wants a subcategory is content with any of them. Unmodifiable; empty if it
     * says none.
     */
    public List<String> subcategories() {
        List<String> narrower = new ArrayList<>(facts().narrowerSteps());
        if (subcategory != null) {
            String lowerCase = subcategory.toLowerCase(Locale.ROOT);
            narrower.removeIf(step -> step.toLowerCase(Locale.ROOT).equals(lowerCase));
            narrower.add(subcategory);
        }
        return Collections.unmodifiableList(narrower);
    }

    /**
     * Whether the price is typed to be found, or because a form wants one, and not meant: {@code 0} of what is not given
     * away, {@code 1}, {@code 1234}, {@code 111111}. False if there is none.
     */
    public boolean hasSuspiciousPrice() {
        return price != null && BaitPrice.is(price, title, facts().priceKind().orElse(null));
    }

    /** Starts a listing from what every listing has. */
    public static Builder builder(ListingKey key, String title, URI url) {
        return new Builder(key, title, url);
    }

    /**
     * This listing brought up to date by what a later page says of it. The page is right about what it says, and what it
     * does not say is not thereby gone: a field that is null there, a status that is {@link ListingStatus#UNKNOWN} there,
     * or an attribute that it does not show, stays as it is here. Photos are taken from {@code said} if it has a description, which only the listing's own page shows, or
     * more photos than this one.
     *
     * @throws IllegalArgumentException if {@code said} is of another key
     */
    public Listing updatedBy(Listing said) {
        return ListingMerge.of(this, said);
    }

    /** Starts from this listing, to change some of it. */
    public Builder toBuilder() {
        Builder builder = new Builder(key, title, url);
        builder.description = description;
        builder.price = price;
        builder.previousPrice = previousPrice;
        builder.location = location;
        builder.point = point;
        builder.category = category;
        builder.subcategory = subcategory;
        builder.seller = seller;
        builder.listedAt = listedAt;
        builder.status = status;
        builder.attributes.putAll(attributes);
        builder.images.addAll(images);
        return builder;
    }

    /** Collects the parts of a listing; each is checked when the listing is built. Not thread-safe. */
    public static final class Builder {

        private final ListingKey key;
        private final URI url;
        private final SortedMap<String, String> attributes = new TreeMap<>();
        private final List<ListingImage> images = new ArrayList<>();
        private String title;
        private Seller seller = Seller.UNKNOWN;
        private ListingStatus status = ListingStatus.UNKNOWN;

        @Nullable
        private String description;

        @Nullable
        private Money price;

        @Nullable
        private Money previousPrice;

        @Nullable
        private String location;

        @Nullable
        private GeoPoint point;

        @Nullable
        private String category;

        @Nullable
        private String subcategory;

        @Nullable
        private Instant listedAt;

        private Builder(ListingKey key, String title, URI url) {
            this.key = key;
            this.title = title;
            this.url = url;
        }

        /** The title, in place of the one given first. */
        public Builder title(String title) {
            this.title = title;
            return this;
        }

        /** The seller's words. Default unknown. */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /** The price. Default unknown. */
        public Builder price(@Nullable Money price) {
            this.price = price;
            return this;
        }

        /** What it cost before. Default unknown. */
        public Builder previousPrice(@Nullable Money previousPrice) {
            this.previousPrice = previousPrice;
            return this;
        }

        /** The place in words. Default unknown. */
        public Builder location(@Nullable String location) {
            this.location = location;
            return this;
        }

        /** The place on the map. Default unknown. */
        public Builder point(@Nullable GeoPoint point) {
            this.point = point;
            return this;
        }

        /** The category. Default unknown. */
        public Builder category(@Nullable String category) {
            this.category = category;
            return this;
        }

        /** The subcategory. Default unknown. */
        public Builder subcategory(@Nullable String subcategory) {
            this.subcategory = subcategory;
            return this;
        }

        /** The seller. Default {@link Seller#UNKNOWN}. */
        public Builder seller(Seller seller) {
            this.seller = seller;
            return this;
        }

        /** When it was listed; cut to the microsecond. Default unknown. */
        public Builder listedAt(@Nullable Instant listedAt) {
            this.listedAt = listedAt;
            return this;
        }

        /**
         * Whether it can still be had. Default {@link ListingStatus#UNKNOWN}, which changes nothing of what is stored: one
         * that was sold is not brought back by a page that does not say so.
         */
        public Builder status(ListingStatus status) {
            this.status = status;
            return this;
        }

        /** Adds an attribute, or replaces the one of that name. */
        public Builder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        /** Adds a photo, unless it is there already. */
        public Builder image(ListingImage image) {
            if (images.stream().noneMatch(present -> present.url().equals(image.url()))) {
                images.add(image);
            }
            return this;
        }

        /**
         * The listing.
         *
         * @throws IllegalArgumentException naming the field and the listing, if a part is not as {@link Listing} says
         */
        public Listing build() {
            return new Listing(
                    key,
                    title,
                    url,
                    description,
                    price,
                    previousPrice,
                    location,
                    point,
                    category,
                    subcategory,
                    seller,
                    listedAt,
                    status,
                    attributes,
                    images);
        }
    }
}
