package dev.souk.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.alert.AlertsOfUser;
import dev.souk.core.alert.MatchesOfUser;
import dev.souk.core.notification.NotificationsOfUser;
import dev.souk.core.protection.FieldProtection;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ids that come from a browser, in a host whose one role sees everybody's rows. */
@ExtendWith(MigratedPostgres.class)
class OwnRowsTest {

    private static final Instant SUMMER = Instant.parse("2027-07-01T00:00:00Z");

    private SoukDatabase database;
    private TwoUsers users;

    @BeforeEach
    void open(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        users = new TwoUsers(database, dataSource);
    }

    @Test
    void aUserReachesNoNotificationOfAnotherByItsId() {
        long id = users.notification;
        NotificationsOfUser adas = database.notifications().onlyOf(users.ada.id());
        NotificationsOfUser bens = database.notifications().onlyOf(users.ben.id());

        assertThat(adas.byId(id)).isEmpty();
        assertThat(adas.markRead(id)).isFalse();
        assertThat(adas.delete(id)).isFalse();
        assertThat(bens.byId(id).orElseThrow().readAt()).isNull();

        assertThat(bens.markRead(id)).isTrue();
        assertThat(adas.markRead(id, false)).isFalse();
        assertThat(bens.byId(id).orElseThrow().readAt()).isNotNull();
        assertThat(bens.markRead(id, false)).isTrue();
        assertThat(bens.byId(id).orElseThrow().readAt()).isNull();
        assertThat(bens.delete(id)).isTrue();
        assertThat(database.notifications().byId(id)).isEmpty();
    }

    @Test
    void aUserReachesNoMatchOfAnotherByItsId() {
        long id = users.match;
        MatchesOfUser adas = database.matches().onlyOf(users.ada.id());
        MatchesOfUser bens = database.matches().onlyOf(users.ben.id());

        assertThat(adas.byId(id)).isEmpty();
        assertThat(adas.markRead(id, true)).isFalse();
        assertThat(adas.markSaved(id, true)).isFalse();
        assertThat(adas.delete(id)).isFalse();
        assertThat(bens.byId(id)).hasValueSatisfying(match -> {
            assertThat(match.read()).isFalse();
            assertThat(match.saved()).isFalse();
        });

        assertThat(bens.markRead(id, true)).isTrue();
        assertThat(bens.markSaved(id, true)).isTrue();
        assertThat(bens.byId(id)).hasValueSatisfying(match -> {
            assertThat(match.read()).isTrue();
            assertThat(match.saved()).isTrue();
        });
        assertThat(bens.delete(id)).isTrue();
        assertThat(database.matches().byId(id)).isEmpty();
    }

    @Test
    void aUserReachesNoAlertOfAnotherByItsId() {
        long id = users.alert.id();
        AlertsOfUser adas = database.alerts().onlyOf(users.ada.id());
        AlertsOfUser bens = database.alerts().onlyOf(users.ben.id());

        assertThat(adas.byId(id)).isEmpty();
        assertThat(adas.edit(id, draft -> draft.withName("Ada's"))).isEmpty();
        assertThat(adas.setActive(id, false)).isFalse();
        assertThat(adas.setExpiry(id, SUMMER)).isFalse();
        assertThat(adas.delete(id)).isFalse();
        assertThat(bens.byId(id)).contains(users.alert);

        assertThat(bens.setExpiry(id, SUMMER)).isTrue();
        assertThat(bens.expiry(id)).contains(SUMMER);
        assertThat(adas.expiry(id)).isEmpty();
        assertThat(bens.edit(id, draft -> draft.withName("Lamps"))).isPresent();
        assertThat(bens.setActive(id, false)).isTrue();
        assertThat(bens.byId(id).orElseThrow().name()).isEqualTo("Lamps");
        assertThat(bens.byId(id).orElseThrow().active()).isFalse();
        assertThat(bens.delete(id)).isTrue();
        assertThat(database.alerts().byId(id)).isEmpty();
    }

    @Test
    void aUserEndsNoSessionOfAnother() {
        long id = users.token.token().id();

        assertThat(database.tokens().revoke(users.ada.id(), id)).isFalse();

        assertThat(database.tokens().revoke(users.ben.id(), id)).isTrue();
    }
}
