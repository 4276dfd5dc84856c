package dev.souk.model.notification;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The event that a notification tells of: which alert, which listing, and how the listing stood then.
 *
 * @param event what happened
 * @param alertName what the user calls the alert
 * @param title the listing's title
 * @param url the listing's page
 * @param price null if not known
 * @param previousPrice null if not known
 * @param location null if not known
 * @param image its first photo; null if it has none
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
        @Nullable URI image) {}
