package dev.souk.core.notification;

import java.time.Instant;

/**
 * A delivery that was given up.
 *
 * @param id for {@link DeliveryQueue#requeue}
 * @param attempts how often it was tried
 * @param problem why it was given up
 * @param createdAt when it was stored, by the database's clock
 */
public record DeadDelivery(
        long id, long notificationId, String channel, int attempts, String problem, Instant createdAt) {}
