package dev.souk.core.alert;

import static dev.souk.jooq.Tables.ALERTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.Accounts;
import dev.souk.core.MigratedPostgres;
import dev.souk.core.json.RandomCriteria;
import dev.souk.core.user.UnknownUserException;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.PriceRange.Unknown;
import dev.souk.model.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class AlertRepositoryTest {

    private Accounts accounts;
    private AlertRepository alerts;
    private User ann;

    @BeforeEach
    void open(DataSource dataSource) {
        accounts = new Accounts(dataSource);
        alerts = new AlertRepository(accounts.transactions());
        ann = accounts.user("ann");
    }

    @Test
    void givesBackWhateverItStored() {
        Random random = new Random(42);
        for (int i = 0; i < 100; i++) {
            AlertDraft draft = AlertDraft.of(ann.id(), "alert " + i, RandomCriteria.next(random))
                    .withQuery("brompton \"folding bike\" red OR blue -broken")
                    .withSettings(
                            NotificationSettings.DEFAULT.withChannels("ntfy").withEvents(AlertEvent.SOLD));

            Alert created = alerts.create(draft);

            assertThat(alerts.byId(created.id())).contains(created);
            assertThat(new AlertDraft(
                            created.userId(),
                            created.name(),
                            created.criteria(),
                            created.query(),
                            created.active(),
                            created.settings()))
                    .as("seed 42, number %d", i)
                    .isEqualTo(draft);
        }
    }

    @Test
    void refusesAnAlertOfAUserWhoDoesNotExist() {
        assertThatThrownBy(() -> alerts.create(AlertDraft.of(ann.id() + 1, "bikes", AlertCriteria.ANYTHING)))
                .isInstanceOfSatisfying(
                        UnknownUserException.class, e -> assertThat(e.userId()).isEqualTo(ann.id() + 1));
    }

    @Test
    void replacesAnAlertOfItsUserAlone() {
        Alert bikes = accounts.alert(ann, "bikes");
        User bob = accounts.user("bob");
        AlertCriteria cheap = AlertCriteria.builder().priceDrop(10).build();

        assertThat(alerts.update(bikes.id(), AlertDraft.of(bob.id(), "mine", cheap)))
                .isEmpty();
        assertThat(alerts.update(bikes.id(), AlertDraft.of(ann.id(), "cheap bikes", cheap)))
                .get()
                .returns("cheap bikes", Alert::name)
                .returns(cheap, Alert::criteria);
        assertThat(alerts.update(bikes.id() + 1, AlertDraft.of(ann.id(), "none", cheap)))
                .isEmpty();
    }

    @Test
    void switchesOffAndDeletes() {
        Alert bikes = accounts.alert(ann, "bikes");

        assertThat(alerts.setActive(bikes.id(), false)).isTrue();
        assertThat(alerts.byId(bikes.id())).get().returns(false, Alert::active);
        assertThat(alerts.delete(bikes.id())).isTrue();
        assertThat(alerts.delete(bikes.id())).isFalse();
        assertThat(alerts.setActive(bikes.id(), true)).isFalse();
    }

    @Test
    void listsTheAlertsOfAUserNewestFirst() {
        List<Alert> made = IntStream.range(0, 5)
                .mapToObj(i -> accounts.alert(ann, "alert " + i))
                .toList();
        accounts.alert(accounts.user("bob"), "another's");

        assertThat(alerts.ofUser(ann.id(), 1, 2).items()).containsExactly(made.get(2), made.get(1));
        assertThat(alerts.ofUser(ann.id(), 0, 2).total().count()).isEqualTo(5);
        String cursor = alerts.ofUser(ann.id(), null, 4).next().orElseThrow();
        assertThat(alerts.ofUser(ann.id(), cursor, 4).items()).containsExactly(made.get(0));
    }

    @Test
    void namesAnAlertThatCannotBeReadAndLetsItBeReplaced() {
        Alert bikes = accounts.alert(ann, "bikes");
        accounts.transactions()
                .call(dsl -> dsl.update(ALERTS)
                        .set(ALERTS.CRITERIA, JSONB.valueOf("{\"price\": {\"max\": \"cheap\", \"currency\": \"EUR\"}}"))
                        .execute());

        assertThatThrownBy(() -> alerts.byId(bikes.id()))
                .isInstanceOfSatisfying(
                        UnreadableAlertException.class,
                        e -> assertThat(e.alert())
                                .isEqualTo(new UnreadableAlert(
                                        bikes.id(),
                                        ann.id(),
                                        "bikes",
                                        "criteria.price.max: must be a number, is string")));
        AlertDraft anew =
                AlertDraft.of(ann.id(), "bikes", AlertCriteria.ANYTHING).withSettings(bikes.settings());
        assertThat(alerts.update(bikes.id(), anew)).contains(bikes);
    }

    @Test
    void switchesOffWhatIsOverAndNothingElse() {
        Instant past = Instant.parse("2020-02-29T12:00:00.123456Z");
        Instant future = Instant.parse("2999-01-01T00:00:00Z");
        long over = alerts.create(AlertDraft.of(ann.id(), "over", AlertCriteria.ANYTHING))
                .id();
        long wanted = alerts.create(AlertDraft.of(ann.id(), "wanted", AlertCriteria.ANYTHING))
                .id();
        long endless = alerts.create(AlertDraft.of(ann.id(), "endless", AlertCriteria.ANYTHING))
                .id();

        assertThat(alerts.setExpiry(over, past)).isTrue();
        assertThat(alerts.setExpiry(wanted, future)).isTrue();
        assertThat(alerts.setExpiry(endless + 1, future)).isFalse();

        assertThat(alerts.expiry(over)).contains(past);
        assertThat(alerts.expiry(endless)).isEmpty();
        assertThat(alerts.switchOffExpired(10)).isEqualTo(1);
        assertThat(alerts.switchOffExpired(10)).isZero();
        assertThat(alerts.byId(over)).map(Alert::active).contains(false);
        assertThat(alerts.byId(wanted)).map(Alert::active).contains(true);
        assertThat(alerts.byId(endless)).map(Alert::active).contains(true);
        assertThat(alerts.setExpiry(over, null)).isTrue();
        assertThat(alerts.expiry(over)).isEmpty();
        alerts.edit(wanted, draft -> draft.withName("renamed"));
        assertThat(alerts.expiry(wanted)).contains(future);
    }

    @Test
    void aDraftSaysUntilWhenAnAlertIsWantedOrLeavesItAsItIs() {
        Instant summer = Instant.parse("2027-07-01T00:00:00Z");
        Instant autumn = Instant.parse("2027-10-01T00:00:00Z");
        AlertDraft draft = AlertDraft.of(ann.id(), "bikes", AlertCriteria.ANYTHING);

        long id = alerts.create(draft.withExpiry(summer)).id();

        assertThat(alerts.expiry(id)).contains(summer);
        alerts.update(id, draft);
        alerts.edit(id, alert -> alert.withName("lamps"));
        assertThat(alerts.expiry(id)).contains(summer);
        alerts.edit(id, alert -> alert.withExpiry(autumn));
        assertThat(alerts.expiry(id)).contains(autumn);
        assertThat(alerts.expiry(alerts.create(draft, 10).id())).isEmpty();
    }

    @Test
    void tellsWhetherAnActiveAlertWaitsForPricesOfAMarketplace(DataSource dataSource) {
        SourceId ebay = new SourceId("ebay");
        SourceId gumtree = new SourceId("gumtree");
        PriceRange cheap = PriceRange.upTo(Money.of(100, "EUR"));
        AlertDraft accepting = AlertDraft.of(
                ann.id(),
                "any",
                AlertCriteria.builder().price(cheap.orUnknown()).build());
        AlertCriteria waiting =
                AlertCriteria.builder().price(cheap.with(Unknown.FETCH)).build();
        AlertCriteria onlyEbay = AlertCriteria.builder()
                .price(cheap.with(Unknown.FETCH))
                .source(ebay)
                .build();
        AlertCriteria notEbay = AlertCriteria.builder()
                .price(cheap.with(Unknown.FETCH))
                .withoutSource(ebay)
                .build();
        long id = alerts.create(accepting).id();

        assertThat(alerts.waitsForPrices(ebay)).isFalse();
        alerts.edit(id, alert -> alert.withCriteria(onlyEbay));
        assertThat(alerts.waitsForPrices(ebay)).isTrue();
        assertThat(alerts.waitsForPrices(gumtree)).isFalse();
        alerts.edit(id, alert -> alert.withCriteria(notEbay));
        assertThat(alerts.waitsForPrices(ebay)).isFalse();
        assertThat(alerts.waitsForPrices(gumtree)).isTrue();
        alerts.edit(id, alert -> alert.withCriteria(waiting));
        assertThat(alerts.waitsForPrices(ebay)).isTrue();
        // As another program may write it.
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute("UPDATE souk.alerts SET criteria = criteria || '{\"sources\": []}'");
        assertThat(alerts.waitsForPrices(ebay)).isTrue();
        alerts.setActive(id, false);
        assertThat(alerts.waitsForPrices(ebay)).isFalse();
    }

    @Test
    void keepsToTheLimitOfAUserHoweverManyAskAtOnce() {
        User bob = accounts.user("bob");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Alert>> asked = IntStream.range(0, 8)
                .mapToObj(i -> threads.submit(
                        () -> alerts.create(AlertDraft.of(ann.id(), "alert " + i, AlertCriteria.ANYTHING), 3)))
                .toList();

        int refused = 0;
        for (Future<Alert> one : asked) {
            try {
                one.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(TooManyAlertsException.class, full -> {
                            assertThat(full.userId()).isEqualTo(ann.id());
                            assertThat(full.most()).isEqualTo(3);
                        })
                        .hasMessage("user %d has 3 alerts, and may have no more", ann.id());
                refused++;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        threads.shutdown();

        assertThat(refused).isEqualTo(5);
        assertThat(alerts.ofUser(ann.id(), 0, 10).items()).hasSize(3);
        assertThat(alerts.create(AlertDraft.of(bob.id(), "another's", AlertCriteria.ANYTHING), 1))
                .isNotNull();
    }
}
