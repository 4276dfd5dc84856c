package dev.souk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.protection.FieldProtection;
import dev.souk.model.Counting;
import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.user.AuthToken;
import dev.souk.model.user.AuthTokenDraft;
import dev.souk.model.user.TokenType;
import dev.souk.model.user.User;
import dev.souk.model.user.UserDraft;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who keeps something for ever gives the longest time that there is. */
@ExtendWith(MigratedPostgres.class)
class ForEverTest {

    private SoukDatabase database;

    @BeforeEach
    void open(DataSource dataSource) {
        database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
    }

    static Stream<Duration> longTimes() {
        return Stream.of(Duration.ofDays(10_000 * 365L), ChronoUnit.FOREVER.getDuration());
    }

    @ParameterizedTest
    @MethodSource("longTimes")
    void nothingIsSoOld(Duration ever) {
        assertThat(database.purge().notifications(ever, 10)).isZero();
        assertThat(database.purge().matches(ever, 10)).isZero();
        assertThat(database.purge().listings(ever, 10)).isZero();
        assertThat(database.listingChanges().purgeMatched(ever, 10)).isZero();
        assertThat(database.alertFeed().purgeDeletions(ever, 10)).isZero();
        assertThat(database.tokens().purge(ever, 10)).isZero();
        assertThat(database.rawPages().purge(ever, 10)).isZero();
        assertThat(database.scrapeRuns().purge(ever, 10)).isZero();
        assertThat(database.searchRuns().forgetIdle(ever)).isZero();
        assertThat(database.auditLog().purge(ever)).isZero();
        assertThat(database.watches().overdue(ever, null, 10).items()).isEmpty();
        assertThat(database.sightings()
                        .openUnseen(new SourceId("ebay"), ever, 0, 10, Counting.EXACT)
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("longTimes")
    void anOverlapThatDoesNotEndLeavesTheTokenItsTime(Duration ever) {
        User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        AuthToken old = database.tokens()
                .issue(AuthTokenDraft.of(ada.id(), TokenType.SESSION, Duration.ofDays(1)))
                .token();

        assertThat(database.tokens().rotate(old, Duration.ofDays(1), ever)).isPresent();

        assertThat(database.tokens().ofUser(ada.id(), 0, 10).items())
                .extracting(AuthToken::expiresAt)
                .contains(old.expiresAt());
    }

    @Test
    void anAlertEndsAtATimeThatCanBeStoredOrNever() {
        User ada = database.users().create(UserDraft.of("ada", "ada@example.org"));
        Alert alert = database.alerts().create(AlertDraft.of(ada.id(), "Bikes", AlertCriteria.ANYTHING));

        for (Instant end : new Instant[] {Instant.MAX, Instant.MIN, Instant.parse("+10000-01-01T00:00:00Z")}) {
            assertThatThrownBy(() -> database.alerts().setExpiry(alert.id(), end))
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            refused -> assertThat(refused.field()).isEqualTo("expiry"));
            assertThatThrownBy(() -> database.alerts().onlyOf(ada.id()).setExpiry(alert.id(), end))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThat(database.alerts().setExpiry(alert.id(), null)).isTrue();
    }
}
