package dev.souk.pipeline;

import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.notification.NotificationRepository;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.notify.NotificationWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what users are to be told. A writer that fails on one event spoils no other. Used by one thread. */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final NotificationWriter writer;
    private final List<Wording> told = new ArrayList<>();

    Announcements(NotificationWriter writer) {
        this.writer = writer;
    }

    /** Whether the user of the alert wants to hear of the event. */
    static boolean isWanted(AlertEvent event, Alert alert) {
        return alert.active() && alert.settings().events().contains(event);
    }

    /**
     * Puts an event of a change into words.
     *
     * @param previousPrice what the user was told before; null if not known
     * @return the problem of the writer, or an empty text if there was none
     */
    String tell(AlertEvent event, Alert alert, ClaimedChange.Matchable change, @Nullable Money previousPrice) {
        StoredListing listing = change.change().listing();
        String key = EventKey.of(event, alert.id(), listing.id(), change.id());
        return tell(key, event, alert, listing, previousPrice, change.changedAt());
    }

    /**
     * Puts a match into words, which is told once however often it is found.
     *
     * @param happened when the listing came, or changed so that it matches
     */
    String tellMatch(AlertEvent event, Alert alert, StoredListing listing, Instant happened) {
        String key = EventKey.match(alert.id(), listing.id());
        return tell(key, event, alert, listing, listing.listing().previousPrice(), happened);
    }

    private String tell(
            String key,
            AlertEvent event,
            Alert alert,
            StoredListing listing,
            @Nullable Money previousPrice,
            Instant happened) {
        try {
            NotificationDraft draft = writer.write(key, event, alert, listing, previousPrice);
            NotificationDraft timed = Objects.requireNonNull(draft, "the writer gave nothing")
                    .on(alert.settings().schedule());
            told.add(Wording.of(timed, listing, happened));
            return "";
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("listing {} has no words for alert {}", listing.id(), alert.id(), e);
            return "no words for alert %s: %s".formatted(alert.id(), e);
        }
    }

    /** Stores all that was collected, what happened first first, and returns how many were not stored before. */
    int store(NotificationRepository notifications) {
        return notifications.store(drafts()).size();
    }

    /** The same, as one message, which counts for no cap, also if it tells of one thing alone. */
    int storeAsOne(NotificationRepository notifications) {
        return notifications
                .store(drafts().stream().map(NotificationDraft::inSummary).toList())
                .size();
    }

    private List<NotificationDraft> drafts() {
        return told.stream().sorted(Wording.OLDEST_FIRST).map(Wording::draft).toList();
    }

    /** A draft, and when what it tells of happened; without the listing, which may be large. */
    private record Wording(NotificationDraft draft, Instant happened, Instant listed, long listingId) {

        /** What happened at one time goes by when the listing was listed. */
        static final Comparator<Wording> OLDEST_FIRST = Comparator.comparing(Wording::happened)
                .thenComparing(Wording::listed)
                .thenComparingLong(Wording::listingId);

        static Wording of(NotificationDraft draft, StoredListing stored, Instant happened) {
            Instant listedAt = stored.listing().listedAt();
            return new Wording(draft, happened, listedAt == null ? stored.firstSeenAt() : listedAt, stored.id());
        }
    }
}
