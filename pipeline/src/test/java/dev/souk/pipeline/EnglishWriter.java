package dev.souk.pipeline;

import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.notify.NotificationWriter;
import org.jspecify.annotations.Nullable;

/** Writes single messages in English; what it makes of digests is for those that extend it to say. */
class EnglishWriter implements NotificationWriter {

    @Override
    public NotificationDraft write(
            String eventKey, AlertEvent event, Alert alert, StoredListing listing, @Nullable Money previousPrice) {
        return NotificationWriter.english().write(eventKey, event, alert, listing, previousPrice);
    }
}
