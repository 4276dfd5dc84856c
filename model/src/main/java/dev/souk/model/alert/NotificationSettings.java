package dev.souk.model.alert;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
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
 * @param frequency how often; every frequency is kept, and all of them deliver at once until digests exist
 * @param events what to tell about
 */
public record NotificationSettings(SortedSet<String> channels, Frequency frequency, Set<AlertEvent> events) {

    // Before DEFAULT, which is checked with it.
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** By e-mail, at once, about matches and price drops. */
    public static final NotificationSettings DEFAULT = new NotificationSettings(
            new TreeSet<>(Set.of("email")), Frequency.INSTANT, EnumSet.of(AlertEvent.MATCH, AlertEvent.PRICE_DROP));

    /** Checks the names of the channels and copies both sets. */
    public NotificationSettings {
        channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
        channels.forEach(NotificationSettings::requireChannel);
        events = events.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(events));
    }

    /**
     * The name itself if a channel can be called so: a small letter, then small letters, digits and underscores, at most
     * 32 characters in all.
     *
     * @throws IllegalArgumentException naming it, if not
     */
    public static String requireChannel(String name) {
        if (!CHANNEL.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "channel must be a small letter, then small letters, digits and underscores: '" + name + "'");
        }
        return name;
    }

    /** The same, by these channels alone. */
    public NotificationSettings withChannels(String... names) {
        return new NotificationSettings(new TreeSet<>(Arrays.asList(names)), frequency, events);
    }

    /** The same, about these events alone. */
    public NotificationSettings withEvents(AlertEvent... wanted) {
        return new NotificationSettings(channels, frequency, Set.of(wanted));
    }

    /** How often a user is told. */
    public enum Frequency {
        /** At once. */
        INSTANT("instant"),
        /** Every quarter of an hour. */
        QUARTER_HOURLY("quarter_hourly"),
        /** Every hour. */
        HOURLY("hourly"),
        /** Once a day. */
        DAILY("daily"),
        /** Once a week. */
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
