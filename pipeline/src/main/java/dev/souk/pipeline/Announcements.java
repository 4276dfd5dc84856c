package dev.souk.pipeline;

import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.notification.NotificationRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.notify.NotificationWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what users are to be told. A writer that fails on one event spoils no other. Used by one thread. */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final NotificationWriter writer;
    private final List<NotificationDraft> drafts = new ArrayList<>();

    Announcements(NotificationWriter writer) {
        this.writer = writer;
    }

    /**
     * Puts an event into words, if the user of the alert wants to hear of it.
     *
     * @return the problem of the writer, or an empty text if there was none
     */
    String tell(AlertEvent event, Alert alert, ClaimedChange.Matchable change) {
        if (!alert.active() || !alert.settings().events().contains(event)) {
            return "";
        }
        StoredListing listing = change.change().listing();
        String key = event == AlertEvent.MATCH
                ? EventKey.match(alert.id(), listing.id())
                : EventKey.of(event, alert.id(), listing.id(), change.id());
        try {
            NotificationDraft draft =
                    writer.write(key, event, alert, listing, listing.listing().previousPrice());
            drafts.add(Objects.requireNonNull(draft, "the writer gave nothing"));
            return "";
        } catch (RuntimeException e) {
            LOG.warn("change {} has no words for alert {}", change.id(), alert.id(), e);
            return "no words for alert %d: %s".formatted(alert.id(), e);
        }
    }

    /** Stores all that was collected, and returns how many were not stored before. */
    int store(NotificationRepository notifications) {
        return notifications.store(drafts).size();
    }
}
