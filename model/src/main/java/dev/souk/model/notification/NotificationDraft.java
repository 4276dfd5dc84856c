package dev.souk.model.notification;

import dev.souk.model.StorableText;
import dev.souk.model.alert.NotificationSettings;
import java.util.Set;

/**
 * A notification that is to be stored, with one delivery for each channel.
 *
 * @param eventKey names the occurrence; a second draft with the same key is not stored again. 1 to 200 characters
 * @param title 1 to 255 characters
 * @param channels each as {@link NotificationSettings#requireChannel} demands; empty if it is only to be kept
 */
public record NotificationDraft(
        long userId, String eventKey, String title, String content, NotificationSubject subject, Set<String> channels) {

    /** The longest title, the width of the original column. */
    public static final int MAX_TITLE_LENGTH = 255;

    /** The longest event key. */
    public static final int MAX_EVENT_KEY_LENGTH = 200;

    /** Checks the texts and the names of the channels, and copies those. */
    public NotificationDraft {
        if (title.isBlank() || eventKey.isBlank()) {
            throw new IllegalArgumentException("title and event key of a notification must not be blank");
        }
        StorableText.require("event key", eventKey, MAX_EVENT_KEY_LENGTH);
        StorableText.require("title of " + eventKey, title, MAX_TITLE_LENGTH);
        StorableText.require("content of " + eventKey, content, 1_000_000);
        channels = Set.copyOf(channels);
        channels.forEach(NotificationSettings::requireChannel);
    }
}
