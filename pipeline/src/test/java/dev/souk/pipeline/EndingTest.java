package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import dev.souk.testkit.RecordingNotifier;
import dev.souk.testkit.SoukPostgres;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host ends while its notifiers hang, and has something to give back. */
@ExtendWith(SoukPostgres.class)
class EndingTest {

    /** Comes back when the test is over, whoever interrupts it. */
    private final class Hanging implements Notifier {

        private final CountDownLatch sending = new CountDownLatch(1);
        private final String channel;

        Hanging(String channel) {
            this.channel = channel;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            sending.countDown();
            awaitStubbornly(over);
            return DeliveryResult.delivered();
        }
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Thread> unanswered = new ConcurrentLinkedQueue<>();
    private final Hanging email = new Hanging("email");
    private final Hanging push = new Hanging("push");

    private WatchedDatabase watched;
    private House house;
    private SoukPipeline ending;
    private SoukPipeline other;

    @BeforeEach
    void open(DataSource dataSource) {
        watched = new WatchedDatabase(dataSource);
        house = new House(watched.dataSource());
        ending = SoukPipeline.builder(house.database)
                .notifier(email)
                .notifier(push)
                .pollEvery(Duration.ofMillis(20))
                .build();
        other = SoukPipeline.builder(SoukDatabase.over(dataSource, FieldProtection.plaintext()))
                .notifier(new RecordingNotifier("email"))
                .notifier(new RecordingNotifier("push"))
                .build();
    }

    @AfterEach
    void close() {
        answers.countDown();
        over.countDown();
        house.close();
    }

    /** Both channels are at it. */
    private void sends(DataSource dataSource) {
        Bikes bikes = new Bikes(house, other, dataSource);
        bikes.alert("Bikes", NotificationSettings.DEFAULT.withChannels("email", "push"));
        bikes.appear(1, 3);
        ending.start();
        awaitStubbornly(email.sending);
        awaitStubbornly(push.sending);
        assertThat(other.dispatch()).isEqualTo(DispatchReport.NOTHING);
    }

    @Test
    void nobodyWaitsForADatabaseThatDoesNotAnswerNorForOneChannelAfterTheOther(DataSource dataSource)
            throws InterruptedException {
        sends(dataSource);
        watched.beforeConnection(() -> {
            unanswered.add(Thread.currentThread());
            awaitStubbornly(answers);
        });

        Thread closing = new Thread(() -> ending.close(Duration.ofMillis(10)));
        closing.start();
        closing.join(TimeUnit.SECONDS.toMillis(60));

        assertThat(closing.isAlive()).as("still waits for the database").isFalse();
        assertThat(unanswered)
                .filteredOn(thread -> thread.getName().equals("souk-last-words"))
                .hasSize(2)
                .allMatch(Thread::isDaemon);

        answers.countDown();
        for (Thread thread : unanswered) {
            thread.join();
        }
        assertThat(other.dispatch().delivered()).isEqualTo(6);
    }

    @Test
    void whoIsInterruptedWhileItEndsGivesBackAllTheSameAndStaysInterrupted(DataSource dataSource) {
        sends(dataSource);
        Thread.currentThread().interrupt();

        ending.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(other.dispatch().delivered()).isEqualTo(6);
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                assertThat(latch.await(4, TimeUnit.MINUTES)).isTrue();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
