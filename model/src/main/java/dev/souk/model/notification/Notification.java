package dev.souk.model.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a user is to be told, as stored.
 *
 * @param id its number, positive
 * @param userId whom it is for
 * @param title the first line, at most 255 characters; plain text
 * @param content the whole, plain text
 * @param subject what it is about
 * @param createdAt by the database's clock
 * @param sentAt when the first channel delivered it; null if none has
 * @param readAt when the user read it; null if they have not
 */
public record Notification(
        long id,
        long userId,
        String title,
        String content,
        NotificationSubject subject,
        NotificationStatus status,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant readAt) {}
