package dev.souk.core.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.alert.AlertRepository;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.user.UserRepository;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.Notification;
import dev.souk.model.notification.NotificationDraft;
import dev.souk.model.notification.NotificationStatus;
import dev.souk.model.notification.Recipient;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class UnsubscribeTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private AlertRepository alerts;
    private UnsubscribeTokens tokens;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        Accounts accounts = new Accounts(dataSource);
        alerts = new AlertRepository(accounts.transactions());
        tokens = new UnsubscribeTokens(alerts, List.of(secret(1)));
        ann = new UserRepository(accounts.transactions(), FieldProtection.plaintext())
                .create(UserDraft.of("ann", "ann@example.org"));
    }

    private static byte[] secret(long seed) {
        byte[] secret = new byte[UnsubscribeTokens.MIN_SECRET_LENGTH];
        new Random(seed).nextBytes(secret);
        return secret;
    }

    private Alert alert() {
        return alerts.create(AlertDraft.of(ann.id(), "Bikes", AlertCriteria.ANYTHING)
                .withSettings(NotificationSettings.DEFAULT.withChannels("email", "ntfy")));
    }

    private Delivery delivery(Alert... gathered) {
        List<Notification> newest =
                Stream.of(gathered).map(alert -> notification(alert.id())).toList();
        return delivery(newest.get(0), newest.size() == 1 ? null : new Digest(newest.size(), newest));
    }

    private Notification notification(long alertId) {
        NotificationDraft draft = Drafts.about(ann.id(), "match:" + alertId, alertId, 1, "email");
        return new Notification(
                1,
                ann.id(),
                draft.title(),
                draft.content(),
                draft.subject(),
                NotificationStatus.PENDING,
                NOW,
                null,
                null);
    }

    private Delivery delivery(Notification notification, @Nullable Digest digest) {
        Recipient recipient = new Recipient(ann.id(), "ann@example.org", null);
        Delivery delivery = new Delivery(1, "email", notification, recipient, 1, new UUID(0, 1), NOW);
        return digest == null ? delivery : delivery.gathering(digest);
    }

    private Set<String> channelsOf(Alert alert) {
        return alerts.byId(alert.id()).orElseThrow().settings().channels();
    }

    @Test
    void stopTheChannelOfTheAlertAndNothingElse() {
        Alert stopped = alert();
        Alert other = alert();

        String token = tokens.tokenFor(delivery(stopped));

        assertThat(tokens.unsubscribe(token)).isTrue();
        assertThat(tokens.unsubscribe(token)).isTrue();
        assertThat(channelsOf(stopped)).containsExactly("ntfy");
        assertThat(channelsOf(other)).containsExactly("email", "ntfy");
    }

    @Test
    void stopTheChannelOnAMachineThatWritesOtherDigitsToo() {
        Alert alert = alert();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try {
            assertThat(tokens.unsubscribe(tokens.tokenFor(delivery(alert)))).isTrue();
        } finally {
            Locale.setDefault(before);
        }

        assertThat(channelsOf(alert)).containsExactly("ntfy");
    }

    @Test
    void ofADigestStopTheChannelOfAllAlertsWhereItGathersSeveral() {
        Alert one = alert();
        Alert other = alert();

        assertThat(tokens.unsubscribe(tokens.tokenFor(delivery(one, one)))).isTrue();
        assertThat(channelsOf(other)).contains("email");
        assertThat(tokens.unsubscribe(tokens.tokenFor(delivery(one, other)))).isTrue();

        assertThat(channelsOf(one)).containsExactly("ntfy");
        assertThat(channelsOf(other)).containsExactly("ntfy");
    }

    @Test
    void switchOffAnAlertThatCannotBeRead(DataSource dataSource) {
        Alert unreadable = alert();
        Alert one = alert();
        Alert other = alert();
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("UPDATE souk.alerts SET criteria = '{\"version\": 999}' WHERE id = ?", unreadable.id());

        assertThat(tokens.unsubscribe(tokens.tokenFor(delivery(one, other)))).isTrue();

        assertThat(channelsOf(one)).containsExactly("ntfy");
        assertThat(channelsOf(other)).containsExactly("ntfy");
        assertThat(isActive(dataSource, unreadable)).isFalse();
    }

    @Test
    void stopMoreAlertsThanAreReadAtATime(DataSource dataSource) {
        Alert one = alert();
        Alert other = alert();
        DSL.using(dataSource, SQLDialect.POSTGRES).execute("""
                        INSERT INTO souk.alerts (name, user_id, criteria, notification_settings, created_at)
                        SELECT name, user_id, CASE n % 2 WHEN 0 THEN criteria ELSE '{"version": 999}' END,
                            notification_settings, created_at - make_interval(secs => n)
                        FROM souk.alerts, generate_series(1, 250) n WHERE id = ?""", one.id());

        assertThat(tokens.unsubscribe(tokens.tokenFor(delivery(one, other)))).isTrue();

        assertThat(DSL.using(dataSource, SQLDialect.POSTGRES)
                        .fetchValue("SELECT count(*) FROM souk.alerts WHERE is_active"
                                + " AND (notification_settings::text LIKE '%email%' OR criteria->>'version' = '999')"))
                .isEqualTo(0L);
    }

    @Test
    void switchOffOneThatCannotBeReadByItself(DataSource dataSource) {
        Alert unreadable = alert();
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("UPDATE souk.alerts SET criteria = '{\"version\": 999}' WHERE id = ?", unreadable.id());

        assertThat(tokens.unsubscribe(tokens.tokenFor(delivery(unreadable)))).isTrue();

        assertThat(isActive(dataSource, unreadable)).isFalse();
    }

    private static boolean isActive(DataSource dataSource, Alert alert) {
        return DSL.using(dataSource, SQLDialect.POSTGRES)
                .fetchSingle("SELECT is_active FROM souk.alerts WHERE id = ?", alert.id())
                .get(0, Boolean.class);
    }

    @Test
    void areRefusedWhereAnythingIsChanged() {
        Alert alert = alert();
        String token = tokens.tokenFor(delivery(alert));

        for (int place = 0; place < token.length(); place++) {
            char other = token.charAt(place) == '1' ? '2' : '1';
            String forged = token.substring(0, place) + other + token.substring(place + 1);
            // The last letter holds two bits that say nothing.
            boolean same = place == token.length() - 1;
            assertThat(!same && tokens.unsubscribe(forged)).as(forged).isFalse();
        }
        for (String odd : List.of("", ".", token + "x", "1.1.email", "1.1.email." + "A".repeat(43), "\u0000")) {
            assertThat(tokens.unsubscribe(odd)).as(odd).isFalse();
        }
        assertThat(channelsOf(alert)).contains("email");
    }

    @Test
    void ofAnOlderSecretStillStop() {
        Alert alert = alert();
        String old = tokens.tokenFor(delivery(alert));

        assertThat(new UnsubscribeTokens(alerts, List.of(secret(2))).unsubscribe(old))
                .isFalse();
        assertThat(new UnsubscribeTokens(alerts, List.of(secret(2), secret(1))).unsubscribe(old))
                .isTrue();
        assertThat(channelsOf(alert)).containsExactly("ntfy");
    }

    @Test
    void areNotMadeWithAShortSecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnsubscribeTokens(alerts, List.of(new byte[31])));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnsubscribeTokens(alerts, List.of()));
    }
}
