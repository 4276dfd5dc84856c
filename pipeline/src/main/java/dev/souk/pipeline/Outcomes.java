package dev.souk.pipeline;

import dev.souk.core.notification.DeliveryQueue;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what came of deliveries. A host that wakes up late cannot record over the one that took over: the lease's token
 * has changed. Thread-safe.
 */
final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final DeliveryQueue queue;
    private final RetryPolicy retry;
    private final RandomGenerator random;

    Outcomes(DeliveryQueue queue, RetryPolicy retry, RandomGenerator random) {
        this.queue = queue;
        this.retry = retry;
        this.random = random;
    }

    /** Those that arrived, in one transaction. */
    DispatchReport recordArrived(List<Delivery> deliveries) {
        Set<Long> recorded = queue.delivered(deliveries);
        return deliveries.stream()
                .map(delivery -> ifHeld(delivery, recorded.contains(delivery.id()), DispatchReport.DELIVERED))
                .reduce(DispatchReport.NOTHING, DispatchReport::plus);
    }

    DispatchReport record(Delivery delivery, DeliveryResult result) {
        if (result instanceof DeliveryResult.Delivered) {
            return recordArrived(List.of(delivery));
        }
        if (result instanceof DeliveryResult.Undeliverable never) {
            return giveUp(delivery, never.reason());
        }
        DeliveryResult.TryAgain again = (DeliveryResult.TryAgain) result;
        return recordAgain(delivery.takenAlsoBy(again.takenBy()), again);
    }

    private DispatchReport recordAgain(Delivery delivery, DeliveryResult.TryAgain again) {
        boolean spared = !again.tried() || again.rests();
        if (spared) {
            if (retry.isRestOver(delivery)) {
                return giveUpRested(delivery, again.reason());
            }
            Duration wait = retry.waitUntried(delivery, again.after(), random);
            return ifHeld(delivery, queue.postpone(delivery, wait, again.reason()), DispatchReport.POSTPONED);
        }
        if (retry.isLast(delivery.attempt())) {
            return giveUp(delivery, "given up after %s attempts: %s".formatted(delivery.attempt(), again.reason()));
        }
        if (retry.isLate(delivery.attempt())) {
            return giveUp(
                    delivery,
                    "given up after %s attempts in %s: %s"
                            .formatted(delivery.attempt(), retry.maxTotal(), again.reason()));
        }
        Duration wait = retry.waitAfter(delivery.attempt(), random);
        return ifHeld(delivery, queue.retry(delivery, wait, again.reason()), DispatchReport.RETRIED);
    }

    /** Whether so many hosts took it and were never heard of again that it is not tried any more. */
    boolean isLost(Delivery delivery) {
        return delivery.earlier().unheard() && retry.isBeyond(delivery.attempt());
    }

    DispatchReport giveUpLost(Delivery delivery) {
        return giveUp(
                delivery,
                "given up after %s attempts, of the last of which nothing was heard".formatted(delivery.attempt() - 1));
    }

    private DispatchReport giveUpRested(Delivery delivery, String reason) {
        return giveUp(delivery, "given up after %s: %s".formatted(retry.longestRest(), reason));
    }

    private DispatchReport giveUp(Delivery delivery, String reason) {
        LOG.warn("delivery {} by {} is dead: {}", delivery.id(), delivery.channel(), reason);
        return ifHeld(delivery, queue.dead(delivery, reason), DispatchReport.DEAD);
    }

    /** Puts off a delivery that was not tried, since nothing is sent there for so long. */
    DispatchReport postpone(Delivery delivery, String trouble, Duration closed) {
        if (retry.isRestOver(delivery)) {
            return giveUpRested(delivery, trouble);
        }
        Duration wait = retry.waitBehind(delivery, closed, random);
        boolean held = queue.postpone(delivery, wait, "not tried: " + trouble);
        return ifHeld(delivery, held, DispatchReport.POSTPONED);
    }

    private static DispatchReport ifHeld(Delivery delivery, boolean held, DispatchReport report) {
        if (!held) {
            LOG.warn("delivery {} was leased by another host before its result was recorded", delivery.id());
        }
        return held ? report : DispatchReport.OVERTAKEN;
    }
}
