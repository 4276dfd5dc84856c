package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.transaction.StorageException;
import dev.souk.model.alert.AlertDraft;
import dev.souk.model.notification.Delivery;
import dev.souk.model.user.UserDraft;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server is up, and some users cannot be reached by it (ADR 32). */
@ExtendWith(SoukPostgres.class)
class UnreachableUsersTest {

    private final HandClock clock = new HandClock();
    private final Mails mails = new Mails();

    @Test
    void usersWhoseMailsFailHoldUpNobodyElse(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = pipeline(house)) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            mails.unreachable.addAll(users(house, 3));
            bikes.appear(1, 10);
            souk.dispatch();
            users(house, 5);
            bikes.appear(11, 10);

            souk.dispatch();

            assertThat(mails.arrived).hasSize(5 * 10);
        }
    }

    @Test
    void aServerThatWasDownIsTriedWithSomebodyWhoCouldBeReached(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = pipeline(house)) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            mails.unreachable.addAll(users(house, 5));
            bikes.appear(1, 1);
            users(house, 1);
            assertThat(souk.dispatch().retried()).isEqualTo(5);
            bikes.appear(2, 1);
            assertThat(souk.dispatch()).as("while it is left alone").isEqualTo(DispatchReport.NOTHING);
            clock.pass(Duration.ofSeconds(30));
            bikes.pass(Duration.ofMinutes(1));

            souk.dispatch();

            assertThat(mails.arrived).hasSize(1);
        }
    }

    @Test
    void fiveUsersWhomTheServerRefusesCloseItToNobodyElse(DataSource dataSource) {
        mails.refusal = DeliveryResult.recipientRefused("452 4.2.2 mailbox full");
        try (House house = new House(dataSource);
                SoukPipeline souk = pipeline(house)) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            mails.unreachable.addAll(users(house, 20));
            bikes.appear(1, 1);
            assertThat(souk.dispatch().retried()).isEqualTo(20);
            users(house, 1);
            bikes.appear(2, 1);

            souk.dispatch();

            assertThat(mails.arrived).hasSize(1);
        }
    }

    @Test
    void aServerThatWasDownAndRefusesWhomItIsTriedWithIsTriedWithTheNextAtOnce(DataSource dataSource) {
        try (House house = new House(dataSource);
                SoukPipeline souk = pipeline(house)) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            mails.unreachable.addAll(users(house, 5));
            bikes.appear(1, 1);
            assertThat(souk.dispatch().retried()).isEqualTo(5);
            mails.unreachable.clear();
            mails.unreachable.addAll(users(house, 3));
            mails.refusal = DeliveryResult.recipientRefused("452 4.2.2 mailbox full");
            users(house, 4);
            bikes.appear(2, 1);
            clock.pass(Duration.ofSeconds(30));
            bikes.pass(Duration.ofMinutes(1));

            souk.dispatch();

            assertThat(mails.arrived)
                    .extracting(mail -> mail.recipient().userId())
                    .hasSize(14)
                    .doesNotContainAnyElementsOf(mails.unreachable);
        }
    }

    @Test
    void whatWasRecordedBeforeSomethingCouldNotBeIsToldToTheListener(DataSource dataSource) {
        List<DispatchReport> heard = new ArrayList<>();
        PipelineListener listener = new PipelineListener() {
            @Override
            public void dispatched(DispatchReport report, Duration took) {
                heard.add(report);
            }
        };
        try (House house = new House(dataSource);
                SoukPipeline souk = SoukPipeline.builder(house.database)
                        .notifier(mails)
                        .listener(listener)
                        .build()) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            mails.unreachable.addAll(users(house, 1));
            users(house, 2);
            bikes.appear(1, 1);
            DSL.using(dataSource, SQLDialect.POSTGRES)
                    .execute("ALTER TABLE souk.notification_deliveries ADD CONSTRAINT refused CHECK (problem IS NULL)");

            assertThatThrownBy(souk::dispatch).isInstanceOf(StorageException.class);

            assertThat(heard).extracting(DispatchReport::delivered).containsExactly(2);
        }
    }

    /** As a user has whose bot may write in one chat, and in another no more. */
    @Test
    void aUserOfWhomOneAddressIsRefusedAndAnotherTakesAllIsNotLeftAlone(DataSource dataSource) {
        mails.refusal = DeliveryResult.recipientRefused("may not write").withTakenBy(Set.of("first"));
        try (House house = new House(dataSource);
                SoukPipeline souk = pipeline(house)) {
            Bikes bikes = new Bikes(house, souk, dataSource);
            mails.unreachable.addAll(users(house, 30));
            bikes.appear(1, 10);

            assertThat(souk.dispatch().retried()).isEqualTo(30 * 10);
        }
    }

    private SoukPipeline pipeline(House house) {
        return SoukPipeline.builder(house.database)
                .notifier(mails)
                .clock(clock)
                .seed(1)
                .build();
    }

    /** More users, each with an alert; their ids. */
    private static List<Long> users(House house, int number) {
        long before = house.database.users().count();
        return LongStream.range(before, before + number)
                .mapToObj(i -> {
                    long id = house.database
                            .users()
                            .create(UserDraft.of("user" + i, "user%d@example.org".formatted(i)))
                            .id();
                    house.database.alerts().create(AlertDraft.of(id, "Bikes", House.bromptons()));
                    return id;
                })
                .toList();
    }

    /** A mail server through which some users cannot be reached. */
    private static final class Mails implements Notifier {

        private final Set<Long> unreachable = new HashSet<>();
        private final List<Delivery> arrived = new ArrayList<>();
        private DeliveryResult refusal = DeliveryResult.tryAgain("452 mailbox full");

        @Override
        public String channel() {
            return "email";
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            if (unreachable.contains(delivery.recipient().userId())) {
                return refusal;
            }
            arrived.add(delivery);
            return DeliveryResult.delivered();
        }
    }
}
