package dev.souk.pipeline;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host says to the database before it ends. Nobody waits for it for long, however silent the database is: a lease
 * that is not given back ends by itself.
 */
final class LastWords {

    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    /** For all of them together. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private LastWords() {}

    /**
     * Says all at once, on threads that do not keep the JVM alive, so that none waits for another; throws what the first of
     * those threw that failed in time, with the others.
     */
    static void say(List<Runnable> words) {
        Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch unsaid = new CountDownLatch(words.size());
        words.forEach(word -> begin(word, failures, unsaid));
        if (!isOver(unsaid)) {
            LOG.warn("the database did not answer within {}; what is leased here is free when its lease ends", LONGEST);
        }
        Iterator<RuntimeException> failed = failures.iterator();
        if (failed.hasNext()) {
            RuntimeException first = failed.next();
            failed.forEachRemaining(first::addSuppressed);
            throw first;
        }
    }

    private static void begin(Runnable word, Queue<RuntimeException> failures, CountDownLatch unsaid) {
        Thread thread = Loops.daemons().newThread(() -> {
            try {
                word.run();
            } catch (RuntimeException e) {
                failures.add(e);
            } finally {
                unsaid.countDown();
            }
        });
        thread.setName("souk-last-words");
        thread.start();
    }

    /** Who is interrupted waits too, since it is not for long, and what is left leased keeps others waiting. */
    private static boolean isOver(CountDownLatch unsaid) {
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return unsaid.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
