package dev.souk.core.notification;

import dev.souk.model.notification.NotificationStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it stands. All times are by the database's clock.
 *
 * @param id for {@link DeliveryQueue#requeue}, and what a receiver knows a repeat by
 * @param userId to whom
 * @param channel such as {@code email}
 * @param status how far it has come
 * @param attempts how often it was tried
 * @param dueAt when it is, or was, to be tried next; while a worker has it, when another may take it over
 * @param reason why the last try failed, or why it was given up; null if nothing went wrong since
 * @param createdAt when it was stored
 * @param deliveredAt when it was sent; null if it was not
 */
public record LoggedDelivery(
        long id,
        long notificationId,
        long userId,
        String channel,
        NotificationStatus status,
        int attempts,
        Instant dueAt,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant deliveredAt) {

    /** Why the last try failed; empty if nothing went wrong since. */
    public Optional<String> problem() {
        return Optional.ofNullable(reason);
    }

    /** When it was sent; empty if it was not. */
    public Optional<Instant> sentAt() {
        return Optional.ofNullable(deliveredAt);
    }
}
