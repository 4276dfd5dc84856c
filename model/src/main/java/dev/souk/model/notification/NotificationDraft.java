package dev.souk.model.notification;

import dev.souk.model.InvalidValueException;
import dev.souk.model.StorableText;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.Schedule;
import java.util.Set;

/**
 * A notification that is to be stored, with one delivery for each channel.
 *
 * @param eventKey names the occurrence; a second draft with the same key is not stored again. 1 to 200 characters
 * @param title 1 to 255 characters
 * @param channels each as {@link NotificationSettings#requireChannel} demands; empty if it is only to be kept
 * @param schedule when it may go
 * @param summarized whether it goes together with whatever else is due for its user, even where it could go at once
 */
public record NotificationDraft(
        long userId,
        String eventKey,
        String title,
        String content,
        NotificationSubject subject,
        Set<String> channels,
        Schedule schedule,
        boolean summarized) {

    /** The longest title. */
    public static final int MAX_TITLE_LENGTH = 255;

    /** The longest event key. */
    public static final int MAX_EVENT_KEY_LENGTH = 200;

    /** The longest content. */
    public static final int MAX_CONTENT_LENGTH = 1_000_000;

    /** Checks the texts and the names of the channels, and copies those. */
    public NotificationDraft {
        if (title.isBlank() || eventKey.isBlank()) {
            throw new InvalidValueException(
                    title.isBlank() ? "title" : "eventKey",
                    "",
                    "title and event key of a notification must not be blank");
        }
        StorableText.require("eventKey", eventKey, MAX_EVENT_KEY_LENGTH);
        StorableText.requireOf(eventKey, "title", title, MAX_TITLE_LENGTH);
        StorableText.requireOf(eventKey, "content", content, MAX_CONTENT_LENGTH);
        channels = Set.copyOf(channels);
        channels.forEach(NotificationSettings::requireChannel);
    }

    /** One that goes at once and by itself. */
    public NotificationDraft(
            long userId,
            String eventKey,
            String title,
            String content,
            NotificationSubject subject,
            Set<String> channels) {
        this(userId, eventKey, title, content, subject, channels, Schedule.INSTANT, false);
    }

    /** The same at these times. */
    public NotificationDraft on(Schedule schedule) {
        return new NotificationDraft(userId, eventKey, title, content, subject, channels, schedule, summarized);
    }

    /** The same together with whatever else is due for its user. */
    public NotificationDraft inSummary() {
        return new NotificationDraft(userId, eventKey, title, content, subject, channels, schedule, true);
    }
}
