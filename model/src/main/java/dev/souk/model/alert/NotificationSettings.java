package dev.souk.model.alert;

import dev.souk.model.InvalidValueException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How the user of an alert wants to be told. The original's default, {@code {"email": true, "push": false,
 * "frequency": "instant"}}, is {@link #DEFAULT}.
 *
 * @param channels names of the channels that are on, such as {@code email}, each as {@link #requireChannel} demands;
 *     empty for none
 * @param schedule when
 * @param events what to tell about
 * @param prices which fall of a price is worth it
 * @param firstRun what becomes of listings that are there already
 * @param language in which; a writer that does not know it takes its own
 */
public record NotificationSettings(
        SortedSet<String> channels,
        Schedule schedule,
        Set<AlertEvent> events,
        PriceRule prices,
        FirstRun firstRun,
        Locale language) {

    // Before DEFAULT, which is checked with it.
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** The longest language tag. */
    public static final int MAX_LANGUAGE_LENGTH = 35;

    /** By e-mail, at once, about matches and any fall of a price, in English. */
    public static final NotificationSettings DEFAULT = new NotificationSettings(
            new TreeSet<>(Set.of("email")),
            Schedule.INSTANT,
            EnumSet.of(AlertEvent.MATCH, AlertEvent.PRICE_DROP),
            PriceRule.ANY,
            FirstRun.NEW_ONLY,
            Locale.ENGLISH);

    /** Checks the names of the channels and the language, and copies both sets. */
    public NotificationSettings {
        channels = Collections.unmodifiableSortedSet(new TreeSet<>((Collection<String>) channels));
        channels.forEach(NotificationSettings::requireChannel);
        events = events.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(events));
        requireLanguage(language);
    }

    /**
     * The language itself if its tag says all of it, names a language, and can be kept.
     *
     * @throws IllegalArgumentException naming it, if not
     */
    public static Locale requireLanguage(Locale language) {
        String tag = language.toLanguageTag();
        if (language.getLanguage().isEmpty()
                || tag.length() > MAX_LANGUAGE_LENGTH
                || !Locale.forLanguageTag(tag).equals(language)) {
            throw new InvalidValueException(
                    "language",
                    tag,
                    "language must be a tag of at most %s characters: %s".formatted(MAX_LANGUAGE_LENGTH, tag));
        }
        return language;
    }

    /**
     * The name itself if a channel can be called so: a small letter, then small letters, digits and underscores, at most
     * 32 characters in all.
     *
     * @throws IllegalArgumentException naming it, if not
     */
    public static String requireChannel(String name) {
        if (!CHANNEL.matcher(name).matches()) {
            throw new InvalidValueException(
                    "channel",
                    name,
                    "channel must be a small letter, then small letters, digits and underscores: '" + name + "'");
        }
        return name;
    }

    /** How often. */
    public Frequency frequency() {
        return schedule.frequency();
    }

    /** The same, by these channels alone. */
    public NotificationSettings withChannels(String... names) {
        return new NotificationSettings(
                new TreeSet<>(Arrays.asList(names)), schedule, events, prices, firstRun, language);
    }

    /** The same, at these times. */
    public NotificationSettings withSchedule(Schedule schedule) {
        return new NotificationSettings(channels, schedule, events, prices, firstRun, language);
    }

    /** The same, about these events alone. */
    public NotificationSettings withEvents(AlertEvent... wanted) {
        return new NotificationSettings(channels, schedule, Set.of(wanted), prices, firstRun, language);
    }

    /** The same, for these falls of a price. */
    public NotificationSettings withPrices(PriceRule prices) {
        return new NotificationSettings(channels, schedule, events, prices, firstRun, language);
    }

    /** The same, with that made of listings that are there already. */
    public NotificationSettings withFirstRun(FirstRun firstRun) {
        return new NotificationSettings(channels, schedule, events, prices, firstRun, language);
    }

    /** The same, in that language. */
    public NotificationSettings withLanguage(Locale language) {
        return new NotificationSettings(channels, schedule, events, prices, firstRun, language);
    }

    /** How often a user is told. */
    public enum Frequency {
        /** At once. */
        INSTANT("instant"),
        /** Every quarter of an hour. */
        QUARTER_HOURLY("quarter_hourly"),
        /** Every hour. */
        HOURLY("hourly"),
        /** Once a day, by the user's clock. */
        DAILY("daily"),
        /** Once a week, by the user's clock. */
        WEEKLY("weekly");

        private final String code;

        Frequency(String code) {
            this.code = code;
        }

        /** The name in JSON. */
        public String code() {
            return code;
        }

        /** The frequency of that code; empty if there is none. */
        public static Optional<Frequency> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(frequency -> frequency.code.equals(code))
                    .findAny();
        }
    }
}
