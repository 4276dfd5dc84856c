package dev.souk.core.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.access.TwoUsers;
import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.MatchFilter;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.notification.DeliveryFilter;
import dev.souk.core.notification.NotificationFilter;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Money;
import dev.souk.model.Slice;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cursors that were edited, or belong to another list, in every list that a host can walk through. */
@ExtendWith(MigratedPostgres.class)
class CursorsOfListsTest {

    private final Map<String, Function<@Nullable String, Slice<?>>> lists = new HashMap<>();

    private final Map<String, String> cursors = new HashMap<>();

    @BeforeEach
    void fill(DataSource dataSource) {
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        TwoUsers users = new TwoUsers(database, dataSource);
        long ben = users.ben.id();
        database.tokens().issue(AuthTokenDraft.of(ben, TokenType.SESSION, Duration.ofDays(1)));
        Alert alert = database.alerts().create(AlertDraft.of(ben, "more bikes", AlertCriteria.ANYTHING));
        database.matches()
                .record(List.of(
                        new NewMatch(alert.id(), users.listing), new NewMatch(users.alert.id(), users.otherListing)));
        database.notifications().store(List.of(users.draft("second")));
        for (Delivery delivery : database.deliveries().lease(Set.of("push"), 2, Duration.ofHours(1))) {
            database.deliveries().dead(delivery, "no such device");
        }
        database.listings().upsertAll(List.of(bike(100)));
        long bike = database.listings()
                .upsertAll(List.of(bike(90)))
                .changed()
                .get(0)
                .id();

        lists.put("users", cursor -> database.users().slice(cursor, 1));
        lists.put("tokens", cursor -> database.tokens().ofUser(ben, cursor, 1));
        // The one that is not active cannot be read, and is passed over: its slice would be empty.
        lists.put("alerts", cursor -> database.alerts().slice(AlertFilter.ALL.withActive(true), cursor, 1));
        lists.put("matches", cursor -> database.matches().slice(MatchFilter.ALL, cursor, 1));
        lists.put("notifications", cursor -> database.notifications().slice(NotificationFilter.ALL, cursor, 1));
        lists.put("deliveries", cursor -> database.deliveryLog().slice(DeliveryFilter.ALL, cursor, 1));
        lists.put("dead deliveries", cursor -> database.deliveries().dead(cursor, 1));
        lists.put("audit", cursor -> database.auditLog().slice(AuditQuery.ALL, cursor, 1));
        lists.put("prices", cursor -> database.prices().slice(bike, cursor, 1));
        lists.put(
                "listings",
                cursor -> database.listings().slice(ListingQuery.builder().build(), cursor, 1));
        lists.forEach((name, list) -> cursors.put(name, list.apply(null).next().orElseThrow()));
    }

    private static Listing bike(int price) {
        ListingKey key = new ListingKey(new SourceId("market"), "1");
        return Listing.builder(key, "Bike", URI.create("https://market.example/1"))
                .status(ListingStatus.AVAILABLE)
                .price(Money.of(price, "EUR"))
                .build();
    }

    @Test
    void goOnWhereTheyWereGivenOut() {
        lists.forEach((name, list) ->
                assertThat(list.apply(cursors.get(name)).items()).as(name).hasSize(1));
    }

    @Test
    void areRefusedWhenOneSignWasExchanged() {
        lists.forEach((name, list) -> {
            String cursor = Objects.requireNonNull(cursors.get(name), name);
            for (int i = 0; i < cursor.length(); i++) {
                String edited =
                        cursor.substring(0, i) + (cursor.charAt(i) == 'B' ? 'C' : 'B') + cursor.substring(i + 1);

                assertRefused(name, list, edited);
            }
        });
    }

    @Test
    void areRefusedInAnotherList() {
        lists.forEach((name, list) -> cursors.forEach((other, cursor) -> {
            if (!other.equals(name)) {
                assertRefused(name, list, cursor);
            }
        }));
    }

    private static void assertRefused(String name, Function<@Nullable String, Slice<?>> list, String cursor) {
        assertThatExceptionOfType(InvalidCursorException.class)
                .as("%s after %s", name, cursor)
                .isThrownBy(() -> list.apply(cursor));
    }
}
