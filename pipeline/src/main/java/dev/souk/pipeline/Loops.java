package dev.souk.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks in the background, each in threads of its own, until closed. */
final class Loops {

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    /** How long a thread that was interrupted may take to record what came of what it was doing. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ThreadFactory factory;
    private final List<Loop> loops;
    private List<Thread> threads = List.of();

    Loops(ThreadFactory factory, Hearing hearing, List<Task> tasks) {
        this.factory = factory;
        loops = tasks.stream()
                .flatMap(task ->
                        Stream.generate(() -> new Loop(task, hearing, closed)).limit(task.threads()))
                .toList();
    }

    synchronized void start() {
        if (!threads.isEmpty() || closed.getCount() == 0) {
            throw new IllegalStateException("the pipeline was started or closed before");
        }
        threads = loops.stream().map(this::thread).toList();
        threads.forEach(Thread::start);
    }

    private Thread thread(Loop loop) {
        return Objects.requireNonNull(factory.newThread(loop), "the thread factory gave no thread");
    }

    /** Threads of Souk's own, which do not keep the JVM alive. */
    static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs those loops now that wait for something to do. */
    void ring(Predicate<String> names) {
        loops.stream().filter(loop -> names.test(loop.name())).forEach(Loop::ring);
    }

    List<PipelineHealth.Loop> health() {
        boolean running = !threads().isEmpty() && closed.getCount() > 0;
        return loops.stream().map(loop -> loop.health(running)).toList();
    }

    private synchronized List<Thread> threads() {
        return threads;
    }

    /** Lets every task finish what it is doing, and interrupts those that are not done in time. */
    void close(Duration deadline) {
        closed.countDown();
        loops.forEach(Loop::ring);
        List<Thread> running = threads();
        try {
            List<Thread> late = stillRunningAfter(deadline, running);
            late.forEach(thread -> LOG.warn("{} was still busy after {}", thread.getName(), deadline));
            late.forEach(Thread::interrupt);
            stillRunningAfter(LAST_WORDS, late);
        } catch (InterruptedException e) {
            running.forEach(Thread::interrupt);
            awaitLastWords(running);
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever interrupts: what they record meanwhile need not be given back, and so is not sent twice. */
    private static void awaitLastWords(List<Thread> threads) {
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        boolean isOver = false;
        while (!isOver) {
            try {
                stillRunningAfter(Duration.ofNanos(end - System.nanoTime()), threads);
                isOver = true;
            } catch (InterruptedException e) {
                isOver = System.nanoTime() >= end;
            }
        }
    }

    private static List<Thread> stillRunningAfter(Duration wait, List<Thread> threads) throws InterruptedException {
        long end = System.nanoTime() + Loop.nanos(wait);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        return threads.stream().filter(Thread::isAlive).toList();
    }

    /**
     * Something to run again and again.
     *
     * @param work says whether it found something to do, so that more may be on its way; runs what it is given whenever a
     *     part of that is done
     * @param every how long it waits after it found nothing
     * @param threads in so many; 0 if it is not wanted
     */
    record Task(String name, Predicate<Runnable> work, Duration every, int threads) {}
}
