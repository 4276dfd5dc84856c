package dev.souk.spring;

import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.Backfill;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.listing.ClaimedChange;
import dev.souk.core.listing.UpsertResult;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationSubject;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes by every repository, as a host may between two statements of its own. */
final class EverythingAtOnce {

    static final SourceId SOURCE = new SourceId("market");

    private EverythingAtOnce() {}

    /** Leaves rows in every table that the repositories write; one listing is refused, so that savepoints are used. */
    static void write(SoukDatabase souk) {
        User ada = souk.users().create(UserDraft.of("ada", "ada@example.org"));
        Alert alert = souk.alerts().create(AlertDraft.of(ada.id(), "Bikes", AlertCriteria.ANYTHING));
        UpsertResult stored = souk.listings()
                .upsertAll(IntStream.rangeClosed(1, 5)
                        .mapToObj(EverythingAtOnce::bike)
                        .toList());
        require(stored.added().size() == 4 && stored.rejected().size() == 1, stored);
        souk.listings().markRemoved(SOURCE, List.of("1"));
        souk.inTransaction(joined -> {
            List<ClaimedChange> claimed = joined.listingChanges().claim(1);
            joined.listingChanges()
                    .markMatched(claimed.stream().map(ClaimedChange::id).toList());
            return joined.backfills().pending(1).stream()
                    .map(Backfill::id)
                    .peek(joined.backfills()::done)
                    .count();
        });
        long listing = stored.added().get(0).id();
        souk.matches().record(List.of(new NewMatch(alert.id(), listing)));
        souk.notifications().store(List.of(draft(ada, alert, listing)));
        for (Delivery delivery : souk.deliveries().lease(Set.of("email"), 10, Duration.ofMinutes(1))) {
            souk.deliveries().delivered(delivery);
        }
    }

    /** The database of the tests refuses a price of 5. */
    private static Listing bike(int number) {
        return Listing.builder(
                        new ListingKey(SOURCE, Integer.toString(number)),
                        "Bike " + number,
                        URI.create("https://market.example/" + number))
                .price(Money.of(number, "EUR"))
                .attribute("brand", "Brompton")
                .build();
    }

    private static NotificationDraft draft(User user, Alert alert, long listing) {
        NotificationSubject subject = new NotificationSubject(
                AlertEvent.MATCH,
                alert.id(),
                alert.name(),
                listing,
                "Bike",
                URI.create("https://market.example/1"),
                null,
                null,
                null,
                null);
        return new NotificationDraft(user.id(), "match:1", "New: Bike", "It is there.", subject, Set.of("email"));
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
