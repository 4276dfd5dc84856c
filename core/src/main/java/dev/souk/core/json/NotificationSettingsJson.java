package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a user wants to be told, as JSON. The original's default, {@code {"email": true, "push": false, "frequency":
 * "instant"}}, is a valid document: what is not said is as in {@link NotificationSettings#DEFAULT}, and every key but
 * those of Souk names a channel and is true or false. {@code docs/delivery.md} shows a whole one. Reading is strict.
 * Thread-safe.
 */
public final class NotificationSettingsJson {

    /** The key that says how many messages come at once in an hour. */
    public static final String MAX_PER_HOUR = ScheduleJson.MAX_PER_HOUR;

    private static final String EVENTS = "events";
    private static final String FIRST_RUN = "first_run";
    private static final String LANGUAGE = "language";
    private static final Set<String> OWN_KEYS = Set.of(EVENTS, FIRST_RUN, LANGUAGE);

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
        NotificationSettings standard = NotificationSettings.DEFAULT;
        return document.whole()
                .make(() -> new NotificationSettings(
                        channels(document),
                        ScheduleJson.read(document),
                        document.find(EVENTS)
                                .map(NotificationSettingsJson::events)
                                .orElse(standard.events()),
                        PriceRuleJson.read(document),
                        document.find(FIRST_RUN)
                                .map(NotificationSettingsJson::firstRun)
                                .orElse(standard.firstRun()),
                        document.find(LANGUAGE)
                                .map(NotificationSettingsJson::language)
                                .orElse(standard.language())));
    }

    private static boolean namesAChannel(String key) {
        return !OWN_KEYS.contains(key) && !ScheduleJson.KEYS.contains(key) && !PriceRuleJson.KEYS.contains(key);
    }

    private static SortedSet<String> channels(ObjectPart document) {
        SortedSet<String> channels = new TreeSet<>();
        for (String key : document.keys()) {
            if (namesAChannel(key)) {
                Part channel = document.require(key);
                boolean on = channel.bool();
                channel.make(() -> NotificationSettings.requireChannel(key));
                if (on) {
                    channels.add(key);
                }
            }
        }
        return requireFew(channels);
    }

    private static SortedSet<String> requireFew(SortedSet<String> channels) {
        if (channels.size() > MAX_CHANNELS) {
            throw new InvalidDocumentException("", "has more than %s channels".formatted(MAX_CHANNELS));
        }
        return channels;
    }

    private static Set<AlertEvent> events(Part part) {
        List<AlertEvent> events = part.list(AlertEvent.values().length, NotificationSettingsJson::event);
        return events.stream().collect(Collectors.toUnmodifiableSet());
    }

    static AlertEvent event(Part part) {
        return AlertEvent.ofCode(part.string(MAX_CODE_LENGTH))
                .orElseThrow(() -> part.refuse("is no event that is known here"));
    }

    private static FirstRun firstRun(Part part) {
        return FirstRun.ofCode(part.string(MAX_CODE_LENGTH))
                .orElseThrow(() -> part.refuse("is no first run that is known here"));
    }

    static Locale language(Part part) {
        String tag = part.string(NotificationSettings.MAX_LANGUAGE_LENGTH);
        Locale language = Locale.forLanguageTag(tag);
        if (!language.toLanguageTag().equals(tag) || language.getLanguage().isEmpty()) {
            throw part.refuse("is no language tag such as de or pt-BR");
        }
        return language;
    }

    /**
     * Writes a document. What is as in {@link NotificationSettings#DEFAULT} is left out, but for frequency and events.
     *
     * @throws InvalidDocumentException if a channel is called as one of Souk's keys, or there are more than 100
     */
    public static String write(NotificationSettings settings) {
        ObjectNode document = Json.newObject();
        for (String channel : requireFew(settings.channels())) {
            if (!namesAChannel(channel)) {
                throw new InvalidDocumentException(channel, "cannot be the name of a channel");
            }
            document.put(channel, true);
        }
        ScheduleJson.write(settings.schedule(), document);
        ArrayNode events = document.putArray(EVENTS);
        settings.events().forEach(event -> events.add(event.code()));
        PriceRuleJson.write(settings.prices(), document);
        NotificationSettings standard = NotificationSettings.DEFAULT;
        if (settings.firstRun() != standard.firstRun()) {
            document.put(FIRST_RUN, settings.firstRun().code());
        }
        if (!settings.language().equals(standard.language())) {
            document.put(LANGUAGE, settings.language().toLanguageTag());
        }
        return Json.write(document);
    }
}
