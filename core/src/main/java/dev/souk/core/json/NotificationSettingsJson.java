package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a user wants to be told, as JSON. The original's default, {@code {"email": true, "push": false, "frequency":
 * "instant"}}, is a valid document: every key but {@code frequency} and {@code events} names a channel and is true or
 * false. Without a frequency it is instant; without events they are those of {@link NotificationSettings#DEFAULT}.
 * Reading is strict. Thread-safe.
 */
public final class NotificationSettingsJson {

    private static final String FREQUENCY = "frequency";
    private static final String EVENTS = "events";
    private static final int MAX_CHANNELS = 100;
    private static final int MAX_CODE_LENGTH = 50;

    private NotificationSettingsJson() {}

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException if any part of it cannot be read
     */
    public static NotificationSettings read(String json) {
        ObjectPart document = Json.read(json);
        return document.whole()
                .make(() -> new NotificationSettings(
                        channels(document),
                        document.find(FREQUENCY)
                                .map(NotificationSettingsJson::frequency)
                                .orElse(Frequency.INSTANT),
                        document.find(EVENTS)
                                .map(NotificationSettingsJson::events)
                                .orElse(NotificationSettings.DEFAULT.events())));
    }

    private static SortedSet<String> channels(ObjectPart document) {
        SortedSet<String> channels = new TreeSet<>();
        for (String key : document.keys()) {
            if (key.equals(FREQUENCY) || key.equals(EVENTS)) {
                continue;
            }
            Part channel = document.require(key);
            boolean on = channel.bool();
            channel.make(() -> NotificationSettings.DEFAULT.withChannels(key));
            if (on) {
                channels.add(key);
            }
        }
        return requireFew(channels);
    }

    private static SortedSet<String> requireFew(SortedSet<String> channels) {
        if (channels.size() > MAX_CHANNELS) {
            throw new InvalidDocumentException("", "has more than %d channels".formatted(MAX_CHANNELS));
        }
        return channels;
    }

    private static Frequency frequency(Part part) {
        return Frequency.ofCode(part.string(MAX_CODE_LENGTH))
                .orElseThrow(() -> part.refuse("is no frequency that is known here"));
    }

    private static Set<AlertEvent> events(Part part) {
        List<AlertEvent> events = part.list(AlertEvent.values().length, NotificationSettingsJson::event);
        return events.stream().collect(Collectors.toUnmodifiableSet());
    }

    static AlertEvent event(Part part) {
        return AlertEvent.ofCode(part.string(MAX_CODE_LENGTH))
                .orElseThrow(() -> part.refuse("is no event that is known here"));
    }

    /**
     * Writes a document.
     *
     * @throws InvalidDocumentException if a channel is called {@code frequency} or {@code events}, or there are more
     *     than 100
     */
    public static String write(NotificationSettings settings) {
        ObjectNode document = Json.newObject();
        for (String channel : requireFew(settings.channels())) {
            if (channel.equals(FREQUENCY) || channel.equals(EVENTS)) {
                throw new InvalidDocumentException(channel, "cannot be the name of a channel");
            }
            document.put(channel, true);
        }
        document.put(FREQUENCY, settings.frequency().code());
        ArrayNode events = document.putArray(EVENTS);
        settings.events().forEach(event -> events.add(event.code()));
        return Json.write(document);
    }
}
