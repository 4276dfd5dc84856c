package dev.souk.notify;

import dev.souk.model.StorableText;
import dev.souk.model.notification.NotificationDraft;

/**
 * What a digest says.
 *
 * @param title 1 to {@value NotificationDraft#MAX_TITLE_LENGTH} characters
 * @param content plain text, at most {@value NotificationDraft#MAX_CONTENT_LENGTH} characters
 */
public record DigestWords(String title, String content) {

    /** Checks both. */
    public DigestWords {
        if (title.isBlank()) {
            throw new IllegalArgumentException("title of a digest is blank");
        }
        StorableText.requireOf("a digest", "title", title, NotificationDraft.MAX_TITLE_LENGTH);
        StorableText.requireOf("a digest", "content", content, NotificationDraft.MAX_CONTENT_LENGTH);
    }
}
