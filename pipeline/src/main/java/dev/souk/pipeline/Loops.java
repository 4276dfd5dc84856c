package dev.souk.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks in the background, each in threads of its own, until closed. A task that throws is run again after a wait
 * that doubles up to a minute: no trouble of the database or the network stops a loop for good.
 */
final class Loops {

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 16;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads;
    private boolean started;

    Loops(Task... tasks) {
        threads = Stream.of(tasks).flatMap(this::threads).toList();
    }

    private Stream<Thread> threads(Task task) {
        return Stream.generate(() -> thread(task)).limit(task.threads());
    }

    private Thread thread(Task task) {
        Thread thread = new Thread(() -> run(task), task.name());
        thread.setDaemon(true);
        return thread;
    }

    synchronized void start() {
        if (started || closed.getCount() == 0) {
            throw new IllegalStateException("the pipeline was started or closed before");
        }
        started = true;
        threads.forEach(Thread::start);
    }

    private void run(Task task) {
        int failures = 0;
        try {
            do {
                failures = succeeds(task, failures) ? 0 : failures + 1;
            } while (!closed.await(task.waitAfter(failures).toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds(Task task, int failures) {
        try {
            task.work().run();
            return true;
        } catch (RuntimeException | Error e) {
            if (closed.getCount() > 0) {
                LOG.warn("{} failed, {} times in a row; it goes on", task.name(), failures + 1, e);
            }
            return false;
        }
    }

    /** Lets every task finish what it is doing, and interrupts those that are not done in time. */
    synchronized void close(Duration deadline) {
        closed.countDown();
        if (!started) {
            return;
        }
        long end = System.nanoTime() + deadline.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                if (thread.isAlive()) {
                    LOG.warn(
                            "{} was still busy after {}; what it holds is taken over later",
                            thread.getName(),
                            deadline);
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    /** Something to run again and again, in so many threads; 0 if it is not wanted. */
    record Task(String name, Runnable work, Duration every, int threads) {

        Duration waitAfter(int failures) {
            if (failures == 0 || every.compareTo(LONGEST_WAIT) >= 0) {
                return every;
            }
            Duration doubled = every.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
            return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        }
    }
}
