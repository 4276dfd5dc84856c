package dev.souk.model.notification;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import java.net.URI;
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
        @Nullable URI image) {

    /** Checks that the texts and addresses are no longer than in an alert and a listing, and can be stored. */
    public NotificationSubject {
        StorableText.require("alert name of a notification", alertName, Alert.MAX_NAME_LENGTH);
        StorableText.require("title of listing " + listingId, title, Listing.MAX_TITLE_LENGTH);
        StorableText.require("url of listing " + listingId, url.toString(), Listing.MAX_URL_LENGTH);
        StorableText.requireNullable("location of listing " + listingId, location, Listing.MAX_WORDS_LENGTH);
        if (image != null) {
            StorableText.require("image of listing " + listingId, image.toString(), ListingImage.MAX_URL_LENGTH);
        }
    }
}
