package dev.souk.model.notification;

import dev.souk.model.GeoPoint;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The event that a notification tells of: which alert, which listing, and how the listing stood then.
 *
 * @param event what happened
 * @param alertName what the user calls the alert; at most {@value Alert#MAX_NAME_LENGTH} characters
 * @param title the listing's title; at most {@value Listing#MAX_TITLE_LENGTH} characters
 * @param url the listing's page; at most {@value Listing#MAX_URL_LENGTH} characters
 * @param price null if not known
 * @param previousPrice null if not known
 * @param location at most {@value Listing#MAX_WORDS_LENGTH} characters; null if not known
 * @param image its first photo, at most {@value ListingImage#MAX_URL_LENGTH} characters; null if it has none
 * @param distanceKm how far the listing is from the nearest place that the alert asks for, in kilometres; null if it asks
 *     for none, or it is not known where the listing is
 * @param language in which the user is told
 */
public record NotificationSubject(
        AlertEvent event,
        long alertId,
        String alertName,
        long listingId,
        String title,
        URI url,
        @Nullable Money price,
        @Nullable Money previousPrice,
        @Nullable String location,
        @Nullable URI image,
        @Nullable Double distanceKm,
        Locale language) {

    /** Checks that the texts and addresses are no longer than in an alert and a listing, and that all can be stored. */
    public NotificationSubject {
        String listing = "listing " + listingId;
        StorableText.requireOf("a notification", "alertName", alertName, Alert.MAX_NAME_LENGTH);
        StorableText.requireOf(listing, "title", title, Listing.MAX_TITLE_LENGTH);
        StorableText.requireOf(listing, "url", url.toString(), Listing.MAX_URL_LENGTH);
        StorableText.requireNullableOf(listing, "location", location, Listing.MAX_WORDS_LENGTH);
        if (image != null) {
            StorableText.requireOf(listing, "image", image.toString(), ListingImage.MAX_URL_LENGTH);
        }
        if (distanceKm != null && !(distanceKm >= 0 && distanceKm <= GeoCircle.MAX_RADIUS_KM)) {
            throw new InvalidValueException(
                    "distanceKm", distanceKm, "distance of listing %s is none: %s".formatted(listingId, distanceKm));
        }
        NotificationSettings.requireLanguage(language);
    }

    /** Without a place to be far from, in English. */
    public NotificationSubject(
            AlertEvent event,
            long alertId,
            String alertName,
            long listingId,
            String title,
            URI url,
            @Nullable Money price,
            @Nullable Money previousPrice,
            @Nullable String location,
            @Nullable URI image) {
        this(
                event,
                alertId,
                alertName,
                listingId,
                title,
                url,
                price,
                previousPrice,
                location,
                image,
                null,
                Locale.ENGLISH);
    }

    /**
     * What an event of a listing means to an alert.
     *
     * @param previousPrice what the listing cost before; null if not known
     */
    public static NotificationSubject of(
            AlertEvent event, Alert alert, StoredListing stored, @Nullable Money previousPrice) {
        Listing listing = stored.listing();
        return new NotificationSubject(
                event,
                alert.id(),
                alert.name(),
                stored.id(),
                listing.title(),
                listing.url(),
                listing.price(),
                previousPrice,
                listing.location(),
                listing.images().isEmpty() ? null : listing.images().get(0).url(),
                distanceKm(alert.criteria(), listing.point()),
                alert.settings().language());
    }

    /** The same, told in that language. */
    public NotificationSubject in(Locale language) {
        return new NotificationSubject(
                event,
                alertId,
                alertName,
                listingId,
                title,
                url,
                price,
                previousPrice,
                location,
                image,
                distanceKm,
                language);
    }

    /** To the nearest of the points that are asked for; an area has none. */
    private static @Nullable Double distanceKm(AlertCriteria criteria, @Nullable GeoPoint point) {
        return point == null
                ? null
                : criteria.near().stream()
                        .filter(GeoCircle.class::isInstance)
                        .map(area -> ((GeoCircle) area).center().distanceKm(point))
                        .min(Double::compare)
                        // No marketplace knows it to the metre.
                        .map(km -> Math.round(km * 1_000) / 1_000.0)
                        .orElse(null);
    }
}
