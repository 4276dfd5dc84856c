package dev.souk.testkit;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.Recipient;
import dev.souk.notify.DigestWords;
import dev.souk.notify.Languages;
import dev.souk.notify.NotificationWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries as a pipeline would hand them to a channel, for tests of a {@link dev.souk.notify.Notifier} or a {@link
 * dev.souk.notify.MailTemplate} of your own, without a database:
 *
 * <pre>{@code
 * DeliveryResult result = notifier.send(SampleDeliveries.of(AlertEvent.PRICE_DROP, listing));
 * }</pre>
 *
 * <p>In Souk's own words, and the same for the same arguments: the number of a delivery follows from alert, event and
 * listing. Each is the first attempt, made at noon of 2026-01-01 UTC.
 */
public final class SampleDeliveries {

    /** The alert where none is given: of user 1, by the channel {@code email}, in English. */
    public static final Alert ALERT = Alert.of(1, 1, "Sample alert", AlertCriteria.ANYTHING, "");

    private static final NotificationWriter WRITER = NotificationWriter.in(Languages.SHIPPED);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final BigDecimal BEFORE = new BigDecimal("1.25");

    private SampleDeliveries() {}

    /** As the next, told by {@link #ALERT}. */
    public static Delivery of(AlertEvent event, Listing listing) {
        return of(event, listing, ALERT);
    }

    /**
     * One that tells of what happened to a listing. If it became cheaper and has a price, it cost a quarter more before.
     *
     * @param alert whose user it goes to, whose language it is in, and whose first channel by name it goes by; by
     *     {@code email} if it has none
     */
    public static Delivery of(AlertEvent event, Listing listing, Alert alert) {
        String key = "%s:%s:%s".formatted(event.code(), alert.id(), listing.key());
        StoredListing stored =
                new StoredListing(numberOf(listing.key().toString()), listing, NOON.minus(LEASE), NOON.minus(LEASE));
        NotificationDraft draft =
                WRITER.write(event.code() + ":" + numberOf(key), event, alert, stored, before(event, listing));
        Notification notification = new Notification(
                numberOf(key),
                alert.userId(),
                draft.title(),
                draft.content(),
                draft.subject(),
                NotificationStatus.PENDING,
                NOON,
                null,
                null);
        return delivery(
                alert.settings().channels().stream().findFirst().orElse("email"),
                notification,
                new Recipient(alert.userId(), "user" + alert.userId() + "@example.org", "User " + alert.userId()));
    }

    /**
     * One that gathers these in a digest. It goes to whom the first goes and by the same channel.
     *
     * @param newestFirst 1 to {@value Digest#MAX_SHOWN}; each is dated a minute before the one in front of it
     */
    public static Delivery digest(Delivery... newestFirst) {
        List<Notification> gathered = new ArrayList<>();
        for (Delivery delivery : newestFirst) {
            gathered.add(at(NOON.minus(Duration.ofMinutes(gathered.size())), delivery.notification()));
        }
        if (gathered.isEmpty()) {
            throw new IllegalArgumentException("a digest gathers at least one delivery");
        }
        Digest digest = new Digest(gathered.size(), gathered);
        DigestWords words = WRITER.digest(digest);
        Notification newest = gathered.get(0);
        Notification notification = new Notification(
                numberOf("digest " + gathered.stream().map(Notification::id).toList()),
                newest.userId(),
                words.title(),
                words.content(),
                newest.subject(),
                NotificationStatus.PENDING,
                NOON,
                null,
                null);
        return delivery(newestFirst[0].channel(), notification, newestFirst[0].recipient())
                .gathering(digest);
    }

    private static Notification at(Instant time, Notification notification) {
        return new Notification(
                notification.id(),
                notification.userId(),
                notification.title(),
                notification.content(),
                notification.subject(),
                notification.status(),
                time,
                null,
                null);
    }

    private static Delivery delivery(String channel, Notification notification, Recipient recipient) {
        long id = notification.id();
        return new Delivery(id, channel, notification, recipient, 1, new UUID(0, id), NOON.plus(LEASE));
    }

    private static @Nullable Money before(AlertEvent event, Listing listing) {
        Money price = listing.price();
        return price == null || event != AlertEvent.PRICE_DROP
                ? null
                : new Money(price.amount().multiply(BEFORE).setScale(2, RoundingMode.HALF_UP), price.currency());
    }

    /** Positive, and the same in every run. */
    private static long numberOf(String key) {
        return 1 + Integer.toUnsignedLong(key.hashCode());
    }
}
