package dev.souk.model.notification;

import org.jspecify.annotations.Nullable;

/**
 * Whom a message is for. {@link #toString} leaves out what is personal.
 *
 * @param name how to address them; null if not known
 */
public record Recipient(long userId, String email, @Nullable String name) {

    @Override
    public String toString() {
        return "Recipient[userId=" + userId + "]";
    }
}
