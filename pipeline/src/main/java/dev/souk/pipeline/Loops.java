package dev.souk.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks in the background, each in a thread of its own, until closed. A task that throws is run again after a wait
 * that doubles up to a minute: no trouble of the database or the network stops a loop for good.
 */
final class Loops {

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 16;

    private final List<Task> tasks;
    private final List<ScheduledExecutorService> threads = new ArrayList<>();
    private boolean closed;

    Loops(Task... tasks) {
        this.tasks = List.of(tasks).stream().filter(Task::wanted).toList();
    }

    synchronized void start() {
        if (closed || !threads.isEmpty()) {
            throw new IllegalStateException(closed ? "the pipeline is closed" : "the pipeline was started before");
        }
        for (Task task : tasks) {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread worker = new Thread(work, task.name());
                worker.setDaemon(true);
                return worker;
            });
            threads.add(thread);
            thread.execute(() -> run(thread, task, 0));
        }
    }

    private static void run(ScheduledExecutorService thread, Task task, int failures) {
        int failed = 0;
        try {
            task.work().run();
        } catch (RuntimeException e) {
            failed = failures + 1;
            LOG.warn("{} failed, {} times in a row; it goes on", task.name(), failed, e);
        }
        int failuresNow = failed;
        if (!thread.isShutdown()) {
            thread.schedule(
                    () -> run(thread, task, failuresNow),
                    waitAfter(task, failed).toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private static Duration waitAfter(Task task, int failures) {
        Duration wait = task.every().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return failures == 0 || wait.compareTo(LONGEST_WAIT) < 0 ? wait : longer(task.every(), LONGEST_WAIT);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    synchronized void close(Duration deadline) {
        closed = true;
        threads.forEach(ScheduledExecutorService::shutdownNow);
        long end = System.nanoTime() + deadline.toNanos();
        try {
            for (ScheduledExecutorService thread : threads) {
                if (!thread.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("a loop was still busy after {}; what it had leased is taken over later", deadline);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something to run again and again. */
    record Task(String name, Runnable work, Duration every, boolean wanted) {}
}
