package dev.souk.pipeline;

import dev.souk.core.notification.DeliveryQueue;
import dev.souk.model.notification.Delivery;
import dev.souk.notify.DeliveryResult;
import java.time.Duration;
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

    DispatchReport record(Delivery delivery, DeliveryResult result) {
        if (result instanceof DeliveryResult.Delivered) {
            return ifHeld(delivery, queue.delivered(delivery), DispatchReport.DELIVERED);
        }
        if (result instanceof DeliveryResult.TryAgain again && !again.tried()) {
            return ifHeld(
                    delivery,
                    queue.postpone(delivery, waitAfter(delivery, again), again.reason()),
                    DispatchReport.POSTPONED);
        }
        if (result instanceof DeliveryResult.TryAgain again && !retry.isLast(delivery.attempt())) {
            Duration wait = waitAfter(delivery, again);
            return ifHeld(delivery, queue.retry(delivery, wait, again.reason()), DispatchReport.RETRIED);
        }
        String reason = result instanceof DeliveryResult.TryAgain again
                ? "given up after %d attempts: %s".formatted(delivery.attempt(), again.reason())
                : ((DeliveryResult.Undeliverable) result).reason();
        LOG.warn("delivery {} by {} is dead: {}", delivery.id(), delivery.channel(), reason);
        return ifHeld(delivery, queue.dead(delivery, reason), DispatchReport.DEAD);
    }

    private Duration waitAfter(Delivery delivery, DeliveryResult.TryAgain again) {
        Duration asked = again.after();
        return asked == null ? retry.waitAfter(delivery.attempt(), random) : asked;
    }

    /** Puts off a delivery that was not tried; give or take a fifth, so that not all come back at once. */
    DispatchReport postpone(Delivery delivery, String endpoint, Duration wait) {
        Duration jittered = Duration.ofMillis(1 + (long) (wait.toMillis() * (1 + 0.2 * random.nextDouble())));
        boolean held = queue.postpone(delivery, jittered, "not tried: %s does not answer".formatted(endpoint));
        return ifHeld(delivery, held, DispatchReport.POSTPONED);
    }

    private static DispatchReport ifHeld(Delivery delivery, boolean held, DispatchReport report) {
        if (!held) {
            LOG.warn("delivery {} was leased by another host before its result was recorded", delivery.id());
        }
        return held ? report : DispatchReport.OVERTAKEN;
    }
}
