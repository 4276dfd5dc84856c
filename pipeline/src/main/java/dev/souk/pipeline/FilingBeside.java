package dev.souk.pipeline;

import dev.souk.alerts.AlertEngine;
import dev.souk.core.alert.AlertFeed;
import dev.souk.core.alert.UnreadableAlert;
import dev.souk.model.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Files the alerts of a first load on a thread of its own, while the next ones are read: to read an alert takes about as
 * long as to file it. Fewer than a batch of them start no thread. For one reading thread.
 */
final class FilingBeside implements AlertFeed.Reader, AutoCloseable {

    static final int BATCH = 1_000;
    /** So that a reader which is faster does not fill the memory: it files a batch itself then. */
    private static final int WAITING = 2;

    private final AlertFeed.Reader filing;
    private final ThreadPoolExecutor beside;
    private final List<Future<?>> batches = new ArrayList<>();
    private List<Alert> batch = new ArrayList<>(BATCH);

    FilingBeside(AlertEngine engine, ThreadFactory threads) {
        filing = new AlertsInStep.Into(engine);
        beside = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                work -> Objects.requireNonNull(threads.newThread(work), "the thread factory gave no thread"),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Override
    public void changed(Alert alert) {
        batch.add(alert);
        if (batch.size() == BATCH) {
            List<Alert> full = batch;
            batch = new ArrayList<>(BATCH);
            batches.add(beside.submit(() -> full.forEach(filing::changed)));
        }
    }

    /** A read tells of each alert once, so nothing has to wait for its batch. */
    @Override
    public void deleted(long id) {
        filing.deleted(id);
    }

    @Override
    public void unreadable(UnreadableAlert alert) {
        filing.unreadable(alert);
    }

    /** Returns when all that was read is filed; throws what filing threw. */
    void finish() {
        batch.forEach(filing::changed);
        try {
            for (Future<?> filed : batches) {
                filed.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while alerts were loaded", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        }
    }

    /** Gives the thread back, whatever is left. */
    @Override
    public void close() {
        beside.shutdownNow();
    }
}
