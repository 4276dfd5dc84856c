package dev.souk.pipeline;

import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.DeliveryQueue;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import dev.souk.notify.Notifier;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases deliveries, sends them, and records what came of it. No transaction is open while something is sent. A host
 * that wakes up late cannot record over the one that took over: the lease's token has changed.
 */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private static final int BATCH = 20;

    private final DeliveryQueue queue;
    private final List<Notifier> notifiers;
    private final Duration lease;
    private final RetryPolicy retry;
    private final RandomGenerator random;
    private final BooleanSupplier closing;

    Dispatch(
            SoukDatabase database,
            List<Notifier> notifiers,
            Duration lease,
            RetryPolicy retry,
            RandomGenerator random,
            BooleanSupplier closing) {
        this.queue = database.deliveries();
        this.notifiers = List.copyOf(notifiers);
        this.lease = lease;
        this.retry = retry;
        this.random = random;
        this.closing = closing;
    }

    /** Sends all that is due by the channels of this host, a batch of each channel in turn. */
    DispatchReport run() {
        DispatchReport report = DispatchReport.NOTHING;
        DispatchReport sent;
        do {
            sent = DispatchReport.NOTHING;
            for (Notifier notifier : notifiers) {
                sent = sent.plus(closing.getAsBoolean() ? DispatchReport.NOTHING : sendBatch(notifier));
            }
            report = report.plus(sent);
        } while (!sent.equals(DispatchReport.NOTHING));
        return report;
    }

    private DispatchReport sendBatch(Notifier notifier) {
        List<Delivery> deliveries = queue.lease(Set.of(notifier.channel()), BATCH, lease);
        if (deliveries.isEmpty()) {
            return DispatchReport.NOTHING;
        }
        List<DeliveryResult> results = resultsOf(notifier, deliveries);
        DispatchReport report = DispatchReport.NOTHING;
        RuntimeException failure = null;
        for (int i = 0; i < deliveries.size(); i++) {
            try {
                report = report.plus(record(deliveries.get(i), results.get(i)));
            } catch (RuntimeException e) {
                // What the others came to is recorded all the same, or they would be sent twice.
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return report;
    }

    private static List<DeliveryResult> resultsOf(Notifier notifier, List<Delivery> deliveries) {
        String problem;
        try {
            List<DeliveryResult> results = notifier.sendAll(deliveries);
            if (results.size() == deliveries.size() && results.stream().allMatch(Objects::nonNull)) {
                return results;
            }
            problem = "the notifier did not give one result for each of %d deliveries".formatted(deliveries.size());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            problem = e.toString();
            LOG.warn("notifier of channel {} threw", notifier.channel(), e);
        }
        return Collections.nCopies(deliveries.size(), DeliveryResult.tryAgain(problem));
    }

    private DispatchReport record(Delivery delivery, DeliveryResult result) {
        if (result instanceof DeliveryResult.Delivered) {
            return queue.delivered(delivery) ? new DispatchReport(1, 0, 0, 0) : overtaken(delivery);
        }
        if (result instanceof DeliveryResult.TryAgain again && !retry.isLast(delivery.attempt())) {
            Duration asked = again.after();
            Duration wait = asked == null ? retry.waitAfter(delivery.attempt(), random) : asked;
            return queue.retry(delivery, wait, again.reason()) ? new DispatchReport(0, 1, 0, 0) : overtaken(delivery);
        }
        String reason = result instanceof DeliveryResult.TryAgain again
                ? "given up after %d attempts: %s".formatted(delivery.attempt(), again.reason())
                : ((DeliveryResult.Undeliverable) result).reason();
        LOG.warn("delivery {} by {} is dead: {}", delivery.id(), delivery.channel(), reason);
        return queue.dead(delivery, reason) ? new DispatchReport(0, 0, 1, 0) : overtaken(delivery);
    }

    private static DispatchReport overtaken(Delivery delivery) {
        LOG.warn("delivery {} was leased by another host before its result was recorded", delivery.id());
        return new DispatchReport(0, 0, 0, 1);
    }
}
