package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.notification.DeadDelivery;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What costs a delivery an attempt, and what ends it (ADR 29). */
@ExtendWith(SoukPostgres.class)
class AttemptsTest {

    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofMinutes(1));
    private static final DeliveryResult BUSY = new DeliveryResult.TryAgain("answered 429", Duration.ofSeconds(5));

    /** As a host that is killed: nothing that it does afterwards is recorded. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Kills its host at one listing. */
    private static final class Poisoned implements Notifier {

        private final List<Delivery> delivered = new ArrayList<>();

        @Override
        public String channel() {
            return "email";
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            throw new IllegalStateException("it is sent in batches");
        }

        @Override
        public List<DeliveryResult> sendAll(List<Delivery> deliveries) {
            if (deliveries.stream().anyMatch(Poisoned::isPoison)) {
                throw new Killed();
            }
            delivered.addAll(deliveries);
            return deliveries.stream()
                    .map(delivery -> DeliveryResult.delivered())
                    .toList();
        }

        private static boolean isPoison(Delivery delivery) {
            return delivery.notification().subject().title().equals("Brompton 7");
        }
    }

    /** Sends so many mails in a day, and no more. */
    private static final class Account implements Notifier {

        private final List<Delivery> delivered = new ArrayList<>();
        private int left;

        @Override
        public String channel() {
            return "email";
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            if (left == 0) {
                return DeliveryResult.notTried("the account may send no more for now", Duration.ofHours(1));
            }
            left--;
            delivered.add(delivery);
            return DeliveryResult.delivered();
        }
    }

    private static void timePasses(DataSource dataSource, String time) {
        DSL.using(dataSource, SQLDialect.POSTGRES)
                .execute(
                        "UPDATE souk.notification_deliveries SET due_at = due_at - cast({0} as interval),"
                                + " tried_since = tried_since - cast({0} as interval)",
                        DSL.val(time));
    }

    @Test
    void whoAsksToWaitCostsNoAttemptHoweverOften(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(BUSY, 8);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);

            for (int round = 0; round < 8; round++) {
                assertThat(souk.dispatch().postponed()).isEqualTo(1);
                timePasses(dataSource, "1 hour");
            }

            assertThat(souk.dispatch().delivered()).isEqualTo(1);
            assertThat(house.email.delivered()).extracting(Delivery::attempt).containsExactly(1);
        }
    }

    @Test
    void whoAsksToWaitForDaysIsWaitedForAndGivenUpAfterAMonth(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(BUSY, 8);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            souk.dispatch();
            timePasses(dataSource, "71 hours");
            assertThat(souk.dispatch().postponed()).isEqualTo(1);
            timePasses(dataSource, "10 hours");
            assertThat(souk.dispatch().postponed()).isEqualTo(1);

            timePasses(dataSource, "27 days");

            assertThat(souk.dispatch().dead()).isEqualTo(1);
            assertThat(house.database.deliveries().dead(0, 1).items())
                    .extracting(DeadDelivery::problem)
                    .containsExactly("given up after PT720H: answered 429");
        }
    }

    @Test
    void theQuotaOfAnAccountEndsNoDeliveryHoweverLongTheLine(DataSource dataSource) {
        Account account = new Account();
        try (House house = new House(dataSource);
                SoukPipeline souk = SoukPipeline.builder(house.database)
                        .notifier(account)
                        .seed(1)
                        .build()) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 60);

            // By the tenth of their age those of the last day wait for half a day.
            for (int day = 1; day <= 8; day++) {
                account.left = 10;
                for (int time = 0; time < 8; time++) {
                    assertThat(souk.dispatch().dead()).as("on day %d", day).isZero();
                    timePasses(dataSource, "3 hours");
                }
            }

            assertThat(account.delivered).hasSize(60).allMatch(delivery -> delivery.attempt() == 1);
        }
    }

    @Test
    void aRestAfterAnAttemptThatWasSpentDoesNotMakeTheNextOneTheLast(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(DeliveryResult.tryAgain("greylisted"), 1);
            house.email.failNext(DeliveryResult.notTried("the account rests", Duration.ofHours(1)), 2);
            house.email.failNext(DeliveryResult.tryAgain("greylisted"), 1);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            assertThat(souk.dispatch().retried()).isEqualTo(1);
            timePasses(dataSource, "1 hour");
            assertThat(souk.dispatch().postponed()).isEqualTo(1);
            timePasses(dataSource, "5 days");
            assertThat(souk.dispatch().postponed()).isEqualTo(1);

            timePasses(dataSource, "1 day");
            assertThat(souk.dispatch().retried()).isEqualTo(1);
            timePasses(dataSource, "1 hour");

            assertThat(souk.dispatch().delivered()).isEqualTo(1);
            assertThat(house.email.delivered()).extracting(Delivery::attempt).containsExactly(3);
        }
    }

    @Test
    void aTimeInWhichNoHostWasThereDoesNotMakeTheNextAttemptTheLast(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(DeliveryResult.tryAgain("greylisted"), 2);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            souk.dispatch();

            timePasses(dataSource, "40 days");
            assertThat(souk.dispatch().retried()).isEqualTo(1);
            timePasses(dataSource, "1 hour");

            assertThat(souk.dispatch().delivered()).isEqualTo(1);
        }
    }

    @Test
    void theWaitsBetweenAttemptsEndADeliveryThatMayHaveAnyNumberOfThem(DataSource dataSource) {
        RetryPolicy often =
                new RetryPolicy(1_000, Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(10));
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(often).build()) {
            house.email.failNext(DeliveryResult.tryAgain("greylisted"), 5);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            for (int attempt = 1; attempt <= 4; attempt++) {
                assertThat(souk.dispatch().retried()).isEqualTo(1);
                timePasses(dataSource, "1 hour");
            }

            assertThat(souk.dispatch().dead()).isEqualTo(1);
            assertThat(house.database.deliveries().dead(0, 1).items())
                    .extracting(DeadDelivery::problem)
                    .containsExactly("given up after 5 attempts in PT10M: greylisted");
        }
    }

    @Test
    void theTimeInAllCountsFromTheFirstAttempt(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(DeliveryResult.notTried("the account rests", Duration.ofHours(1)), 1);
            house.email.failNext(DeliveryResult.tryAgain("greylisted"), 2);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            souk.dispatch();

            timePasses(dataSource, "5 days");
            assertThat(souk.dispatch().retried()).isEqualTo(1);
            timePasses(dataSource, "2 days");
            assertThat(souk.dispatch().retried()).isEqualTo(1);
            timePasses(dataSource, "2 minutes");

            assertThat(souk.dispatch().delivered()).isEqualTo(1);
        }
    }

    @Test
    void whatAChannelNeverTriesIsGivenUpAfterAMonthWithTheReason(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(DeliveryResult.notTried("the account rests", Duration.ofHours(1)), 3);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            souk.dispatch();

            timePasses(dataSource, "29 days");
            assertThat(souk.dispatch().postponed()).isEqualTo(1);
            timePasses(dataSource, "4 days");

            assertThat(souk.dispatch().dead()).isEqualTo(1);
            assertThat(house.database.deliveries().dead(0, 1).items())
                    .extracting(DeadDelivery::problem)
                    .containsExactly("given up after PT720H: the account rests");
        }
    }

    @Test
    void anAddressThatTookItIsRememberedForTheNextAttempt(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = house.pipeline().retry(THREE).build()) {
            house.email.failNext(
                    new DeliveryResult.TryAgain("one of two is busy", Duration.ofSeconds(1)).withTakenBy(Set.of("one")),
                    1);
            house.email.failNext(DeliveryResult.tryAgain("the other is down"), 1);
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);

            for (int round = 0; round < 3; round++) {
                souk.dispatch();
                timePasses(dataSource, "1 hour");
            }

            assertThat(house.email.attempts())
                    .extracting(delivery -> delivery.earlier().takenBy())
                    .containsExactly(Set.of(), Set.of("one"), Set.of("one"));
        }
    }

    @Test
    void whereFewerAttemptsAreAllowedThanWereMadeTheLastIsMadeAndItsReasonTold(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline patient = house.pipeline().build();
                SoukPipeline hasty = house.pipeline().retry(THREE).build()) {
            house.email.failNext(DeliveryResult.tryAgain("server is down"), 6);
            Bikes bikes = new Bikes(house, patient, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 1);
            for (int attempt = 1; attempt <= 5; attempt++) {
                patient.dispatch();
                timePasses(dataSource, "5 hours");
            }

            assertThat(hasty.dispatch().dead()).isEqualTo(1);
            assertThat(house.email.attempts()).hasSize(6);
            assertThat(house.database.deliveries().dead(0, 1).items())
                    .extracting(DeadDelivery::problem)
                    .containsExactly("given up after 6 attempts: server is down");
        }
    }

    /** Each host that dies spends an attempt of what it holds, but of those that go along only the first. */
    @Test
    void aMessageThatKillsItsHostsIsGivenUpAndTakesNobodyAlong(DataSource dataSource) {
        Poisoned notifier = new Poisoned();
        try (House house = new House(dataSource);
                SoukPipeline souk = SoukPipeline.builder(house.database)
                        .notifier(notifier)
                        .retry(THREE)
                        .build()) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            bikes.alert("Bikes", NotificationSettings.DEFAULT);
            bikes.appear(1, 20);

            for (int death = 1; death <= 3; death++) {
                assertThatThrownBy(souk::dispatch).isInstanceOf(Killed.class);
                timePasses(dataSource, "1 minute");
            }
            souk.dispatch();

            assertThat(notifier.delivered).hasSize(19).allMatch(delivery -> delivery.attempt() <= 2);
            assertThat(house.database.deliveries().dead(0, 10).items())
                    .extracting(DeadDelivery::problem)
                    .containsExactly("given up after 3 attempts, of the last of which nothing was heard");
        }
    }
}
