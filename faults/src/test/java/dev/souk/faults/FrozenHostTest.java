package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A host stands still for longer than its lease, and then goes on as if nothing had been. */
class FrozenHostTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration FROZEN_FOR = HostSettings.USUAL_LEASE.multipliedBy(3);

    @Test
    void whatAHostSaysOfADeliveryThatAnotherHasTakenOverDoesNotCount() {
        for (int round = Chance.times("freezes", 2, 50); round > 0; round--) {
            try (Scene scene = new Scene(Chance.of("frozen host"))) {
                Mail mail = freezeAndThaw(scene, Bug.NONE, FROZEN_FOR);

                tellTimes("frozen host", scene, mail);
                assertThat(timesAccepted(scene, mail)).as("%s", mail).isEqualTo(1);
                // The frozen host sends the rest of its batch when it wakes up.
                scene.requireAllWell("frozen host", Scene.IN_FLIGHT);
            }
        }
    }

    @Bites
    void withoutAFencingTokenItIsSentOnceMore() {
        try (Scene scene = new Scene(Chance.of("frozen host without fencing"))) {
            Mail mail = freezeAndThaw(scene, Bug.DOES_NOT_FENCE, Duration.ZERO);

            scene.tell("frozen host without fencing");
            tellTimes("frozen host without fencing", scene, mail);
            assertThat(timesAccepted(scene, mail)).as("%s", mail).isGreaterThan(1);
        }
    }

    /**
     * Host a leases, and is frozen when its first mail is at the receiver. Host b takes over and sends all. Then a learns
     * that its mail was refused for now, which must not set back what b has done.
     *
     * @param least for how long it is frozen at least, also where b is done before
     * @return that mail
     */
    private static Mail freezeAndThaw(Scene scene, Bug bug, Duration least) {
        AtomicReference<HostProcess> a = new AtomicReference<>();
        AtomicReference<Mail> first = new AtomicReference<>();
        AtomicLong frozenAt = new AtomicLong();
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        scene.receiver.manners(mail -> {
            if (!mail.host().equals("a") || !first.compareAndSet(null, mail)) {
                return MailReceiver.Manner.ACCEPTS;
            }
            Objects.requireNonNull(a.get()).freeze();
            frozenAt.set(System.nanoTime());
            frozen.countDown();
            await(answer);
            return MailReceiver.Manner.REFUSES_FOR_NOW;
        });
        scene.wish(30);
        scene.showMore(30);
        a.set(scene.start(scene.host("a").with(bug)));
        await(frozen);
        scene.strokes.note();

        HostProcess b = scene.start(scene.host("b").with(bug));
        // Not only sent but recorded, or what b could not record would rightly be sent once more.
        scene.awaitQuiet();
        b.kill();
        Until.pause(least.minus(since(frozenAt)).toMillis() + 1);
        answer.countDown();
        Duration frozenFor = since(frozenAt);
        Objects.requireNonNull(a.get()).thaw();
        assertThat(frozenFor).isGreaterThanOrEqualTo(least);

        // When a has told of these as well, it has long said what it had to say of the first.
        scene.showMore(10);
        scene.awaitTold();
        scene.awaitQuiet();
        return Objects.requireNonNull(first.get());
    }

    private static Duration since(AtomicLong nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void tellTimes(String test, Scene scene, Mail mail) {
        System.out.println(
                "%s: what it had in its hands was accepted so often: %d".formatted(test, timesAccepted(scene, mail)));
    }

    private static long timesAccepted(Scene scene, Mail mail) {
        return scene.receiver.accepted().stream()
                .filter(other -> other.id().equals(mail.id()))
                .count();
    }
}
