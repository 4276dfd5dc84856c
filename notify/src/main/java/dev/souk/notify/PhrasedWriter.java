package dev.souk.notify;

import dev.souk.model.Money;
import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.StoredListing;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import org.jspecify.annotations.Nullable;

/** Souk's own messages, each in the language of its user. */
record PhrasedWriter(Languages languages) implements NotificationWriter {

    @Override
    public NotificationDraft write(
            String eventKey, AlertEvent event, Alert alert, StoredListing stored, @Nullable Money previousPrice) {
        Phrases phrases = languages.in(alert.settings().language());
        NotificationSubject subject =
                NotificationSubject.of(event, alert, stored, previousPrice).in(phrases.language());
        Listing listing = stored.listing();
        PhrasedEvent words = new PhrasedEvent(subject, listing, phrases);
        return new NotificationDraft(
                alert.userId(),
                eventKey,
                words.title(),
                StorableText.repair(words.content(), 100_000),
                subject,
                alert.settings().channels());
    }

    @Override
    public DigestWords digest(Digest digest) {
        return new PhrasedDigest(
                        digest, languages.in(digest.newest().get(0).subject().language()))
                .words();
    }
}
