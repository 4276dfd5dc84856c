package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How long a loop waits. */
class LoopTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whoFoundSomethingLooksAgainTenTimesSooner() {
        assertThat(Loop.waitAfter(SECOND, 0, true)).isEqualTo(Duration.ofMillis(100));
        assertThat(Loop.waitAfter(SECOND, 0, false)).isEqualTo(SECOND);
    }

    @Test
    void whoFailsWaitsTwiceAsLongEachTimeUpToAMinute() {
        assertThat(Loop.waitAfter(SECOND, 1, false)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Loop.waitAfter(SECOND, 3, false)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Loop.waitAfter(SECOND, 1_000, false)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoWaitsForLongerThanAMinuteAnywayDoesSoWhenItFails() {
        assertThat(Loop.waitAfter(Duration.ofMinutes(15), 5, false)).isEqualTo(Duration.ofMinutes(15));
    }

    /** Who wants a round at the start alone asks for the next one in the year 292,277,026,596. */
    @Test
    void whoWaitsForEverIsRungForAndClosedAllTheSame() throws InterruptedException {
        Duration ever = ChronoUnit.FOREVER.getDuration();
        Semaphore rounds = new Semaphore(0);
        Loops.Task task = new Loops.Task(
                "souk-ingest",
                progressed -> {
                    rounds.release();
                    return false;
                },
                ever,
                1);
        Loops loops = new Loops(Loops.daemons(), new Hearing(PipelineListener.NONE, new HandClock()), List.of(task));
        loops.start();
        rounds.acquire();

        boolean again = false;
        for (int tries = 0; !again && tries < 100; tries++) {
            loops.ring("souk-ingest"::equals);
            again = rounds.tryAcquire(100, TimeUnit.MILLISECONDS);
        }
        loops.close(ever);

        assertThat(again).isTrue();
        assertThat(loops.health()).extracting(PipelineHealth.Loop::running).containsExactly(false);
    }

    private static Loops of(Predicate<Runnable> work, PipelineListener listener, ThreadFactory factory) {
        Loops.Task task = new Loops.Task("souk-dispatch", work, Duration.ofMillis(1), 1);
        return new Loops(factory, new Hearing(listener, new HandClock()), List.of(task));
    }

    /** A notifier or a listener of the host's may leave it so: it wanted to stop what it did, not what we do. */
    @Test
    void goesOnWhereSomethingInARoundLeavesItsThreadInterrupted() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);
        Loops loops = of(
                progressed -> {
                    rounds.countDown();
                    if (rounds.getCount() == 2) {
                        Thread.currentThread().interrupt();
                    }
                    return false;
                },
                PipelineListener.NONE,
                Loops.daemons());
        loops.start();

        assertThat(rounds.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(loops.health()).extracting(PipelineHealth.Loop::running).containsExactly(true);
        loops.close(Duration.ofMinutes(1));
    }

    @Test
    void noRoundBeginsInterruptedByTheOneBefore() throws InterruptedException {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch rounds = new CountDownLatch(3);
        Loops loops = of(
                progressed -> {
                    interrupted.add(Thread.currentThread().isInterrupted());
                    Thread.currentThread().interrupt();
                    rounds.countDown();
                    throw new IllegalStateException("interrupted");
                },
                PipelineListener.NONE,
                Loops.daemons());
        loops.start();

        assertThat(rounds.await(1, TimeUnit.MINUTES)).isTrue();
        loops.close(Duration.ofMinutes(1));
        assertThat(interrupted).containsOnly(false);
    }

    /** By what no loop can go on after, be it thrown by a listener. */
    @Test
    void aLoopThatHasEndedThoughNobodyClosedItIsNotSaidToBeRunning() throws InterruptedException {
        List<Thread> given = new ArrayList<>();
        Loops loops = of(
                progressed -> {
                    throw new IllegalStateException("told to the listener");
                },
                new PipelineListener() {
                    @Override
                    public void failed(String loop, Throwable failure, int inARow) {
                        throw new OutOfMemoryError("planted");
                    }
                },
                work -> {
                    Thread thread = Loops.daemons().newThread(work);
                    thread.setUncaughtExceptionHandler((ended, error) -> {});
                    given.add(thread);
                    return thread;
                });
        loops.start();
        given.get(0).join();

        assertThat(loops.health())
                .singleElement()
                .returns(false, PipelineHealth.Loop::running)
                .returns(1, PipelineHealth.Loop::failuresInARow);
    }

    @Test
    void aClockThatIsSetBackMakesNoLagNegative() throws InterruptedException {
        HandClock clock = new HandClock();
        Loops.Task task = new Loops.Task("souk-match", progressed -> false, SECOND, 1);
        Loop loop = new Loop(task, new Hearing(PipelineListener.NONE, clock), new CountDownLatch(0));
        Thread thread = new Thread(loop);
        thread.start();
        thread.join();

        clock.pass(Duration.ofHours(-1));
        assertThat(loop.health(true).lag()).contains(Duration.ZERO);
        clock.pass(Duration.ofHours(2));
        assertThat(loop.health(true).lag()).contains(Duration.ofHours(1));
    }

    /** Or what they record would have been given back already, and be sent once more. */
    @Test
    void whoIsInterruptedWhileTheyEndStillWaitsForTheirLastWords() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch working = new CountDownLatch(1);
        Loops.Task task = new Loops.Task(
                "souk-dispatch",
                progressed -> {
                    working.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        order.add("recorded");
                    }
                    return false;
                },
                SECOND,
                1);
        Loops loops = new Loops(Loops.daemons(), new Hearing(PipelineListener.NONE, new HandClock()), List.of(task));
        loops.start();
        working.await();
        Thread closing = new Thread(() -> {
            Thread.currentThread().interrupt();
            loops.close(Duration.ofMinutes(1));
            order.add(Thread.interrupted() ? "closed, and interrupted" : "closed");
        });

        closing.start();
        closing.join();

        assertThat(order).containsExactly("recorded", "closed, and interrupted");
    }

    @Test
    void aRoundThatGotOnAndThenFailedHasFailedAllTheSame() throws InterruptedException {
        HandClock clock = new HandClock();
        CountDownLatch closed = new CountDownLatch(1);
        PipelineListener listener = new PipelineListener() {
            @Override
            public void failed(String loop, Throwable failure, int inARow) {
                closed.countDown();
            }
        };
        Loops.Task task = new Loops.Task(
                "souk-match",
                progressed -> {
                    progressed.run();
                    throw new IllegalStateException("no more");
                },
                SECOND,
                1);
        Loop loop = new Loop(task, new Hearing(listener, clock), closed);
        Thread thread = new Thread(loop);
        thread.start();
        thread.join();

        clock.pass(SECOND);
        assertThat(loop.health(true))
                .returns(Optional.of(SECOND), PipelineHealth.Loop::lag)
                .returns(1, PipelineHealth.Loop::failuresInARow);
    }
}
