package dev.souk.scraper.source;

import dev.souk.model.listing.Fact;
import dev.souk.model.listing.ListingFacts;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.listing.PriceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A listing as a page tells of it: nothing is checked yet, anything may be missing, too long or nonsense. So a bad
 * listing spoils only itself. Made by {@link #builder}.
 *
 * @param externalId the site's id
 * @param url its page; may be relative to the page that it was found on
 * @param title one line
 * @param description the seller's words
 * @param price what it costs
 * @param priceKind how the price is meant; null if the page says it at most in the words of the price
 * @param previousPrice what it cost before
 * @param place where it is
 * @param category as the site names it
 * @param subcategory as the site names it
 * @param sellerId the site's id of the seller; null also if the site makes up a new one on every visit
 * @param sellerName as shown
 * @param listedAt when it was listed
 * @param status null if the page does not say
 * @param attributes further facts
 * @param images photos, in the order of the page
 */
public record RawListing(
        @Nullable String externalId,
        @Nullable String url,
        @Nullable String title,
        @Nullable String description,
        Price price,
        @Nullable PriceKind priceKind,
        Price previousPrice,
        Place place,
        @Nullable String category,
        @Nullable String subcategory,
        @Nullable String sellerId,
        @Nullable String sellerName,
        @Nullable Instant listedAt,
        @Nullable ListingStatus status,
        Map<String, String> attributes,
        List<Image> images) {

    /** Copies what could change. */
    public RawListing {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        images = List.copyOf(images);
    }

    /** Starts a listing of which nothing is known. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A price as a page tells of it.
     *
     * @param amount as data: plain digits with a decimal point, such as {@code 6695.00}
     * @param currency as data: an ISO 4217 code
     * @param text as shown to people, such as {@code CA$3,000} or {@code 1.234 € VB}
     * @param assumedCurrency the ISO code that holds for the whole site or page, taken if neither {@code currency} nor
     *     {@code text} tells
     */
    public record Price(
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String text,
            @Nullable String assumedCurrency) {

        /** Nothing is said. */
        public static final Price UNKNOWN = new Price(null, null, null, null);

        /** An amount and its currency, both as data. */
        public static Price of(@Nullable String amount, @Nullable String currency) {
            return new Price(amount, currency, null, null);
        }

        /** A price as shown. */
        public static Price shown(@Nullable String text) {
            return new Price(null, null, text, null);
        }
    }

    /**
     * A place as a page gives it.
     *
     * @param words such as {@code Houston, TX}
     * @param latitude degrees, as written
     * @param longitude degrees, as written
     * @param precisionMetres how far the point may be off, as the site says; null if it does not
     */
    public record Place(
            @Nullable String words,
            @Nullable String latitude,
            @Nullable String longitude,
            @Nullable Integer precisionMetres) {

        /** Nothing is said. */
        public static final Place UNKNOWN = new Place(null, null, null, null);

        /** A place in words alone. */
        public static Place of(@Nullable String words) {
            return new Place(words, null, null, null);
        }

        /** A place of which the site does not say how exact it is. */
        public Place(@Nullable String words, @Nullable String latitude, @Nullable String longitude) {
            this(words, latitude, longitude, null);
        }
    }

    /**
     * A photo.
     *
     * @param url may be relative to the page
     * @param width in pixels
     * @param height in pixels
     */
    public record Image(
            String url, @Nullable Integer width, @Nullable Integer height) {

        /** A photo of unknown size. */
        public static Image of(String url) {
            return new Image(url, null, null);
        }
    }

    /** Collects what a page tells; nothing is checked. Not thread-safe. */
    public static final class Builder {

        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<Image> images = new ArrayList<>();
        private Price price = Price.UNKNOWN;
        private Price previousPrice = Price.UNKNOWN;
        private Place place = Place.UNKNOWN;
        private @Nullable String externalId;
        private @Nullable String url;
        private @Nullable String title;
        private @Nullable String description;
        private @Nullable String category;
        private @Nullable String subcategory;
        private @Nullable String sellerId;
        private @Nullable String sellerName;
        private @Nullable Instant listedAt;
        private @Nullable ListingStatus status;
        private @Nullable PriceKind priceKind;

        private Builder() {}

        /** The site's id. */
        public Builder externalId(@Nullable String externalId) {
            this.externalId = externalId;
            return this;
        }

        /** Its page. */
        public Builder url(@Nullable String url) {
            this.url = url;
            return this;
        }

        /** The title. */
        public Builder title(@Nullable String title) {
            this.title = title;
            return this;
        }

        /** The seller's words. */
        public Builder description(@Nullable String description) {
            this.description = description;
            return this;
        }

        /** What it costs. */
        public Builder price(Price price) {
            this.price = price;
            return this;
        }

        /** How the price is meant. */
        public Builder priceKind(@Nullable PriceKind priceKind) {
            this.priceKind = priceKind;
            return this;
        }

        /** What it cost before. */
        public Builder previousPrice(Price previousPrice) {
            this.previousPrice = previousPrice;
            return this;
        }

        /** Where it is. */
        public Builder place(Place place) {
            this.place = place;
            return this;
        }

        /** The category. */
        public Builder category(@Nullable String category) {
            this.category = category;
            return this;
        }

        /** The subcategory. */
        public Builder subcategory(@Nullable String subcategory) {
            this.subcategory = subcategory;
            return this;
        }

        /** All categories from the widest to the narrowest: the first and the last of them too. */
        public Builder categoryPath(List<String> path) {
            if (!path.isEmpty()) {
                this.category = path.get(0);
                this.subcategory = path.size() > 1 ? path.get(path.size() - 1) : null;
                attribute(Fact.CATEGORY_PATH.attribute(), String.join(ListingFacts.PATH_SEPARATOR, path));
            }
            return this;
        }

        /** Who sells. */
        public Builder seller(@Nullable String id, @Nullable String name) {
            this.sellerId = id;
            this.sellerName = name;
            return this;
        }

        /** When it was listed. */
        public Builder listedAt(@Nullable Instant listedAt) {
            this.listedAt = listedAt;
            return this;
        }

        /** Whether it can still be had; null if the page does not say, so that what another page said stays. */
        public Builder status(@Nullable ListingStatus status) {
            this.status = status;
            return this;
        }

        /** Adds a fact; a null or blank one is left out, and the first of a name stays. */
        public Builder attribute(String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                attributes.putIfAbsent(name, value);
            }
            return this;
        }

        /** Adds a photo. */
        public Builder image(Image image) {
            images.add(image);
            return this;
        }

        /** The listing, unchecked. */
        public RawListing build() {
            return new RawListing(
                    externalId,
                    url,
                    title,
                    description,
                    price,
                    priceKind,
                    previousPrice,
                    place,
                    category,
                    subcategory,
                    sellerId,
                    sellerName,
                    listedAt,
                    status,
                    attributes,
                    images);
        }
    }
}
