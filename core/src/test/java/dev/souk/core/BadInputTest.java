package dev.souk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.souk.core.alert.AlertFilter;
import dev.souk.core.alert.AlertMatchRepository;
import dev.souk.core.alert.AlertRepository;
import dev.souk.core.alert.MatchFilter;
import dev.souk.core.alert.NewMatch;
import dev.souk.core.alert.UnreadableAlertException;
import dev.souk.core.audit.AuditQuery;
import dev.souk.core.listing.ListingQuery;
import dev.souk.core.listing.ListingRepository;
import dev.souk.core.listing.SearchRuns;
import dev.souk.core.listing.UpsertOutcome;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.core.notification.NotificationFilter;
import dev.souk.core.notification.NotificationRepository;
import dev.souk.core.paging.InvalidCursorException;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.token.AuthTokenRepository;
import dev.souk.core.token.IssuedToken;
import dev.souk.core.token.TokenCheck;
import dev.souk.core.user.CredentialRepository;
import dev.souk.core.user.UnknownUserException;
import dev.souk.core.user.UserRepository;
import dev.souk.model.InvalidValueException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingImage;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import dev.souk.model.text.Phrase;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a host hands in: found to be none, or refused by an error that names the field; the rest is stored. */
@ExtendWith(MigratedPostgres.class)
class BadInputTest {

    private static final SourceId EBAY = new SourceId("ebay");
    private static final List<String> UNSTORABLE = List.of("a\0b", "half " + (char) 0xd83d, (char) 0xdc00 + "x");
    private static final List<String> EDITED = List.of("", "x", "AAAAAAAAAAAAAAAAAAAAAA", "a\0b", "%", "1' or '1'='1");

    private Accounts accounts;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        ann = accounts.user("ann");
    }

    @Test
    void ofUsers() {
        UserRepository users = accounts.users();

        for (String text : UNSTORABLE) {
            assertThat(users.byUsername(text)).isEmpty();
            assertThat(users.byEmail(text + "@example.org")).isEmpty();
            assertRefused("role", () -> users.changeRole(ann.id(), text));
            assertRefused("username", () -> UserDraft.of(text.replace(" ", ""), "b@example.org"));
        }
        accounts.user("half-?");
        assertThat(users.byUsername("half-" + (char) 0xd83d))
                .as("not found as a question mark")
                .isEmpty();
        assertThat(users.byId(-1)).isEmpty();
        assertThat(users.delete(Long.MIN_VALUE)).isFalse();
        assertRefused("role", () -> users.ofRole(" ", null, 10));
        EDITED.forEach(cursor -> assertNoCursor(cursor, () -> users.slice(cursor, 10)));
    }

    @Test
    void ofCredentials() {
        CredentialRepository credentials =
                new CredentialRepository(accounts.transactions(), FieldProtection.plaintext());

        for (String text : UNSTORABLE) {
            assertThat(credentials.byUsername(text)).isEmpty();
            assertThat(credentials.byEmail(text + "@example.org")).isEmpty();
            assertRefused("password hash", () -> credentials.changeHash(ann.id(), text));
        }
        assertThat(credentials.byUsername("x".repeat(10_000))).isEmpty();
        assertThat(credentials.changeHash(-1, "hash")).isFalse();
    }

    @Test
    void ofTokens() {
        AuthTokenRepository tokens = new AuthTokenRepository(accounts.transactions(), FieldProtection.plaintext());
        IssuedToken issued = tokens.issue(AuthTokenDraft.of(ann.id(), TokenType.SESSION, Duration.ofDays(1))
                .withDevice("phone", Map.of()));

        for (String text : UNSTORABLE) {
            assertThat(tokens.check(text, TokenType.SESSION)).isInstanceOf(TokenCheck.Unknown.class);
            assertThat(tokens.revokeDevice(ann.id(), text)).isZero();
        }
        assertThat(tokens.revokeDevice(-1, "phone")).isZero();
        assertThat(tokens.revoke(-1)).isFalse();
        EDITED.forEach(cursor -> assertNoCursor(cursor, () -> tokens.ofUser(ann.id(), cursor, 10)));
        assertThat(tokens.check(issued.secret(), TokenType.SESSION).valid()).isPresent();
    }

    @Test
    void usersHaveARoleThatTheHostChanges() {
        User bob = accounts.user("bob");

        assertThat(accounts.users().changeRole(bob.id(), "admin")).isTrue();
        assertThat(accounts.users().changeRole(-1, "admin")).isFalse();

        assertThat(accounts.users().ofRole("admin", null, 10).items())
                .extracting(User::id)
                .containsExactly(bob.id());
        assertThat(accounts.users().ofRole("user", null, 10).items())
                .extracting(User::id)
                .containsExactly(ann.id());
    }

    @Test
    void ofListings() {
        ListingRepository listings = new ListingRepository(accounts.transactions());
        listings.upsertAll(List.of(listing("1").build()));

        for (String text : UNSTORABLE) {
            assertThat(listings.byExternalId(EBAY, text)).isEmpty();
            assertRefused("title", () -> listing("2").title(text).build());
            assertRefused(
                    "categories", () -> ListingQuery.builder().category(text).build());
            assertRefused(
                    "location", () -> ListingQuery.builder().location(text).build());
        }
        assertRefused("title", () -> listing("2").title("x".repeat(10_000)).build());
        assertRefused("amount", () -> Money.of("1000000000000000", "EUR"));
        assertRefused("currency", () -> Money.of(1, "euro"));
        assertThat(listings.byId(-1)).isEmpty();
        assertThat(listings.byIds(List.of(-1L, 0L, Long.MAX_VALUE))).isEmpty();
        for (String text : List.of("%", "_", "\\", "' & !x:*", "<->", "a:* | b", "():&|!*'\"")) {
            ListingQuery query = ListingQuery.builder().category(text).build();
            assertThat(listings.slice(query, null, 10).items()).as(text).isEmpty();
            if (Phrase.of(text).isEmpty()) {
                assertRefused(
                        "location", () -> ListingQuery.builder().location(text).build());
            } else {
                ListingQuery place = ListingQuery.builder().location(text).build();
                assertThat(listings.slice(place, null, 10).items()).as(text).isEmpty();
            }
        }
        EDITED.forEach(cursor -> assertNoCursor(
                cursor, () -> listings.slice(ListingQuery.builder().build(), cursor, 10)));
        assertThat(listings.byExternalId(EBAY, "1")).as("untouched").isPresent();
        List<String> ids = new ArrayList<>(UNSTORABLE);
        ids.addAll(List.of("1", "", " ", "x".repeat(10_000)));
        assertThat(listings.markRemoved(EBAY, ids))
                .as("the rest is done")
                .hasToString("0 new, 1 changed, 0 unchanged, 0 rejected");
    }

    @Test
    void aListingThatTheDatabaseRefusesIsNamedAndTheRestIsStored() {
        ListingRepository listings = new ListingRepository(accounts.transactions());
        accounts.transactions()
                .call(dsl -> dsl.execute("alter table souk.images add check (url <> 'https://bad.example/')"));

        List<UpsertOutcome> outcomes = listings.upsertAll(List.of(
                        listing("1")
                                .price(Money.of("999999999999999.9999", "QQQ"))
                                .build(),
                        listing("2")
                                .image(new ListingImage(URI.create("https://bad.example/"), null, null))
                                .build(),
                        listing("3").build()))
                .outcomes();

        assertThat(outcomes)
                .extracting(outcome ->
                        outcome.key().externalId() + " " + outcome.getClass().getSimpleName())
                .containsExactly("1 New", "2 Rejected", "3 New");
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        UpsertOutcome.Rejected.class,
                        rejected -> assertThat(rejected.field()).isEqualTo("images"));
        assertThat(listings.byExternalId(EBAY, "1"))
                .get()
                .extracting(stored -> stored.listing().price())
                .isEqualTo(Money.of("999999999999999.9999", "QQQ"));
    }

    @Test
    void aTimeThatNobodyCanReadIsRefusedByName() {
        ListingRepository listings = new ListingRepository(accounts.transactions());

        List<UpsertOutcome> outcomes = listings.upsertAll(List.of(
                        listing("1").listedAt(Instant.MAX).build(),
                        listing("2")
                                .listedAt(Instant.parse("-0001-01-01T00:00:00Z"))
                                .build(),
                        listing("3")
                                .listedAt(Instant.parse("9999-12-31T23:59:59Z"))
                                .build()))
                .outcomes();

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(UpsertOutcome.Rejected.class, rejected -> {
            assertThat(rejected.field()).isEqualTo("listedAt");
            assertThat(rejected.value()).startsWith("+1000000000-12-31");
            assertThat(rejected.reason()).contains("listed at", "+1000000000");
        });
        assertThat(outcomes.get(1)).isInstanceOf(UpsertOutcome.Rejected.class);
        assertThat(outcomes.get(2)).isInstanceOf(UpsertOutcome.New.class);
        assertRefused("since", () -> AuditQuery.ALL.since(Instant.MIN));
        assertRefused("until", () -> AuditQuery.ALL.until(Instant.MAX));
        assertRefused("listed since", () -> ListingQuery.builder().listedSince(Instant.MAX));
    }

    @Test
    void ofAlerts() {
        AlertRepository alerts = new AlertRepository(accounts.transactions());
        Alert alert = accounts.alert(ann, "bikes");

        for (String text : UNSTORABLE) {
            assertRefused("name of an alert", () -> alerts.edit(alert.id(), old -> old.withName(text)));
            assertRefused("name of an alert", () -> AlertFilter.ALL.withNameContaining(text));
        }
        assertRefused("userId", "user of an alert", () -> AlertDraft.of(-1, "bikes", AlertCriteria.ANYTHING));
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> alerts.create(AlertDraft.of(999_999, "bikes", AlertCriteria.ANYTHING)))
                .withMessageContaining("999999");
        assertThat(alerts.byId(-1)).isEmpty();
        assertThat(alerts.setActive(-1, true)).isFalse();
        EDITED.forEach(cursor -> assertNoCursor(cursor, () -> alerts.slice(AlertFilter.ALL, cursor, 10)));
        assertThat(alerts.byId(alert.id())).contains(alert);
    }

    @Test
    void criteriaOfANewerVersionAreNamedAndCanBeReplaced() {
        AlertRepository alerts = new AlertRepository(accounts.transactions());
        Alert newer = accounts.alert(ann, "newer");
        Alert other = accounts.alert(ann, "other");
        accounts.transactions()
                .call(dsl -> dsl.execute(
                        "update souk.alerts set criteria = '{\"version\": 99, \"mood\": \"blue\"}' where id = {0}",
                        DSL.val(newer.id())));

        assertThatExceptionOfType(UnreadableAlertException.class)
                .isThrownBy(() -> alerts.byId(newer.id()))
                .withMessageContaining("alert " + newer.id())
                .withMessageContaining("criteria");
        assertThat(alerts.byId(other.id())).contains(other);
        assertThat(alerts.update(newer.id(), AlertDraft.of(ann.id(), "newer", AlertCriteria.ANYTHING)))
                .isPresent();
        assertThat(alerts.byId(newer.id())).isPresent();
    }

    @Test
    void ofMatches() {
        AlertMatchRepository matches = new AlertMatchRepository(accounts.transactions());
        Alert alert = accounts.alert(ann, "bikes");
        long listing = accounts.listing("1");

        assertThat(matches.record(List.of(
                        new NewMatch(-1, listing),
                        new NewMatch(alert.id(), listing),
                        new NewMatch(alert.id(), Long.MAX_VALUE))))
                .hasSize(1);
        matches.ofListings(List.of(-1L, Long.MAX_VALUE), read -> fail("read " + read));
        assertThat(matches.markRead(-1, true)).isFalse();
        assertThat(matches.markAllRead(MatchFilter.ofUser(-1))).isZero();
        EDITED.forEach(cursor -> assertNoCursor(cursor, () -> matches.slice(MatchFilter.ALL, cursor, 10)));
    }

    @Test
    void ofNotificationsAndDeliveries() {
        NotificationRepository notifications = new NotificationRepository(accounts.transactions());
        DeliveryQueue queue = accounts.deliveries();

        for (String text : UNSTORABLE) {
            assertRefused("channel", () -> queue.lease(Set.of("email", text), 1, Duration.ofMinutes(1)));
        }
        assertThat(notifications.byId(-1)).isEmpty();
        assertThat(notifications.markRead(-1)).isFalse();
        assertRefused("channel", () -> NotificationFilter.ALL.byChannel("a\u0000b"));
        assertThat(notifications.delete(-1)).isFalse();
        assertThat(queue.requeue(-1)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queue.lease(Set.of("email"), 0, Duration.ofMinutes(1)))
                .withMessageContaining("limit");
        EDITED.forEach(cursor -> assertNoCursor(cursor, () -> notifications.slice(NotificationFilter.ALL, cursor, 10)));
    }

    @Test
    void ofSearchRuns() {
        SearchRuns runs = new SearchRuns(accounts.transactions());

        for (String text : UNSTORABLE) {
            assertRefused("search of ebay", () -> runs.begin(EBAY, text));
            assertThat(runs.forget(EBAY, text)).isFalse();
        }
        assertRefused("search of ebay", () -> runs.begin(EBAY, "x".repeat(10_000)));
    }

    private static Listing.Builder listing(String id) {
        return Listing.builder(new ListingKey(EBAY, id), "Bike " + id, URI.create("https://market.example/" + id))
                .status(ListingStatus.AVAILABLE);
    }

    /** A field of several words is called by them in the message. */
    private static void assertRefused(String words, ThrowingCallable call) {
        Matcher humps = Pattern.compile(" (.)").matcher(words.replaceFirst(" of .*", ""));
        assertRefused(humps.replaceAll(hump -> hump.group(1).toUpperCase(Locale.ROOT)), words, call);
    }

    private static void assertRefused(String field, String words, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(call)
                .withMessageContaining(words)
                .returns(field, InvalidValueException::field);
    }

    private static void assertNoCursor(String cursor, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.cursor()).isEqualTo(cursor));
    }
}
