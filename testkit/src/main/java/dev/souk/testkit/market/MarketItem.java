package dev.souk.testkit.market;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.ListingStatus;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something for sale in a {@link LocalMarket}. Start from {@link #of} and change what matters:
 *
 * <pre>{@code
 * MarketItem.of("1001", "Brompton M6L", Money.of(650, "USD"))
 *         .in("Houston", "TX")
 *         .category(MarketCategory.BICYCLES)
 * }</pre>
 *
 * @param id 1 to 20 digits
 * @param title not blank
 * @param description the seller's words; may be empty
 * @param price zero means given away
 * @param oldPrice the one that is struck through; null for none
 * @param city empty for an item without a place
 * @param state as Facebook shortens it: {@code TX}
 * @param point on the map; only the item's own page shows it
 * @param listedAt when it was listed, shown to the second
 * @param status anything but {@link ListingStatus#REMOVED}, for which there is {@link LocalMarket#remove}, and {@link
 *     ListingStatus#UNKNOWN}, since the market's pages always say it
 * @param photos how many, 0 to 20
 */
public record MarketItem(
        String id,
        String title,
        String description,
        Money price,
        @Nullable Money oldPrice,
        String city,
        String state,
        GeoPoint point,
        MarketCategory category,
        Condition condition,
        Instant listedAt,
        ListingStatus status,
        int photos) {

    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");
    private static final int MAX_PHOTOS = 20;

    /** Checks the parts. */
    public MarketItem {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id of an item must be 1 to 20 digits: '" + id + "'");
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("title of item " + id + " is blank");
        }
        if (status == ListingStatus.REMOVED) {
            throw new IllegalArgumentException("item " + id + " cannot be on the market and removed");
        }
        if (status == ListingStatus.UNKNOWN) {
            throw new IllegalArgumentException("the market knows where item " + id + " stands, so it must be told");
        }
        if (photos < 0 || photos > MAX_PHOTOS) {
            throw new IllegalArgumentException("photos of item %s must be 0 to 20: %s".formatted(id, photos));
        }
    }

    /**
     * An available thing in good condition, in Houston, with one photo, listed on 20 November 2026.
     */
    public static MarketItem of(String id, String title, Money price) {
        return new MarketItem(
                id,
                title,
                "",
                price,
                null,
                "Houston",
                "TX",
                new GeoPoint(29.7604, -95.3698),
                MarketCategory.MISCELLANEOUS,
                Condition.GOOD,
                Instant.parse("2026-11-20T09:00:00Z"),
                ListingStatus.AVAILABLE,
                1);
    }

    /** The same with another title. */
    public MarketItem title(String title) {
        return with(title, description, price, oldPrice, city, state, point);
    }

    /** The same with these words of the seller. */
    public MarketItem description(String description) {
        return with(title, description, price, oldPrice, city, state, point);
    }

    /** The same at another price; the one struck through stays. */
    public MarketItem price(Money price) {
        return with(title, description, price, oldPrice, city, state, point);
    }

    /** The same with a price struck through, or none. */
    public MarketItem oldPrice(@Nullable Money oldPrice) {
        return with(title, description, price, oldPrice, city, state, point);
    }

    /** The same in another place; where it is on the map stays. */
    public MarketItem in(String city, String state) {
        return with(title, description, price, oldPrice, city, state, point);
    }

    /** The same elsewhere on the map. */
    public MarketItem at(double latitude, double longitude) {
        return with(title, description, price, oldPrice, city, state, new GeoPoint(latitude, longitude));
    }

    private MarketItem with(
            String newTitle,
            String newDescription,
            Money newPrice,
            @Nullable Money newOldPrice,
            String newCity,
            String newState,
            GeoPoint newPoint) {
        return new MarketItem(
                id,
                newTitle,
                newDescription,
                newPrice,
                newOldPrice,
                newCity,
                newState,
                newPoint,
                category,
                condition,
                listedAt,
                status,
                photos);
    }

    /** The same in another category. */
    public MarketItem category(MarketCategory category) {
        return with(category, condition, listedAt, status, photos);
    }

    /** The same in another condition. */
    public MarketItem condition(Condition condition) {
        return with(category, condition, listedAt, status, photos);
    }

    /** The same, listed at another time. */
    public MarketItem listedAt(Instant listedAt) {
        return with(category, condition, listedAt, status, photos);
    }

    /** The same, sold for one. */
    public MarketItem status(ListingStatus status) {
        return with(category, condition, listedAt, status, photos);
    }

    /** The same with so many photos. */
    public MarketItem photos(int photos) {
        return with(category, condition, listedAt, status, photos);
    }

    private MarketItem with(
            MarketCategory newCategory, Condition newCondition, Instant newTime, ListingStatus newStatus, int count) {
        return new MarketItem(
                id,
                title,
                description,
                price,
                oldPrice,
                city,
                state,
                point,
                newCategory,
                newCondition,
                newTime,
                newStatus,
                count);
    }

    /** The conditions that Facebook knows. */
    public enum Condition {
        /** New. */
        NEW("new", "New"),
        /** Used, like new. */
        LIKE_NEW("used_like_new", "Used - like new"),
        /** Used, good. */
        GOOD("used_good", "Used - good"),
        /** Used, fair. */
        FAIR("used_fair", "Used - fair");

        private final String code;
        private final String label;

        Condition(String code, String label) {
            this.code = code;
            this.label = label;
        }

        /** What stands in pages and queries. */
        String code() {
            return code;
        }

        /** What a visitor reads. */
        String label() {
            return label;
        }
    }
}
