package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.notification.Recipient;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listings, alerts and deliveries to begin a test with. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    public static final URI URL = URI.create("https://www.facebook.com/marketplace/item/628088039705732/");

    private Samples() {}

    public static Listing.Builder brompton(String title) {
        return photoless(title).image(ListingImage.of(URI.create("https://img.example.org/1.jpg?a=1&b=2")));
    }

    public static Listing.Builder photoless() {
        return photoless("Brompton M6L");
    }

    private static Listing.Builder photoless(String title) {
        return Listing.builder(new ListingKey(new SourceId("facebook"), "628088039705732"), title, URL)
                .price(Money.of(650, "EUR"))
                .location("Houston, TX")
                .description("Six gears,\nhardly ridden.")
                .attribute("condition", "Used, good");
    }

    public static Listing.Builder brompton() {
        return brompton("Brompton M6L");
    }

    public static StoredListing stored(Listing.Builder listing) {
        return new StoredListing(7, listing.build(), NOW, NOW);
    }

    public static Alert alert(String name) {
        return Alert.of(3, 5, name, AlertCriteria.ANYTHING, "");
    }

    public static NotificationDraft draft(AlertEvent event, Listing.Builder listing, @Nullable Money previousPrice) {
        return NotificationWriter.english()
                .write("match:3:7", event, alert("Folding bikes"), stored(listing), previousPrice);
    }

    public static NotificationSubject subject(Listing.Builder listing) {
        return draft(AlertEvent.MATCH, listing, null).subject();
    }

    public static Delivery delivery(long id, NotificationDraft draft, Recipient recipient) {
        return delivery(id, draft.title(), draft.content(), draft.subject(), recipient);
    }

    public static Delivery delivery(
            long id, String title, String content, NotificationSubject subject, Recipient recipient) {
        Notification notification = new Notification(
                11, recipient.userId(), title, content, subject, NotificationStatus.PENDING, NOW, null, null);
        return new Delivery(id, "email", notification, recipient, 1, new UUID(1, id), NOW.plusSeconds(60));
    }

    public static Delivery delivery(long id, Listing.Builder listing) {
        return delivery(id, draft(AlertEvent.MATCH, listing, null), ana());
    }

    public static Recipient ana() {
        return new Recipient(5, "ana@example.org", "Ana Müller");
    }
}
