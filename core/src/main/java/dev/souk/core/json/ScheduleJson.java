package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.QuietHours;
import dev.souk.model.alert.Schedule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** When a user is told, as keys of the settings: {@code frequency}, {@code at}, {@code weekday}, {@code zone}, ... */
final class ScheduleJson {

    private static final String FREQUENCY = "frequency";
    private static final String AT = "at";
    private static final String WEEKDAY = "weekday";
    private static final String ZONE = "zone";
    private static final String QUIET = "quiet_hours";
    private static final String FROM = "from";
    private static final String TO = "to";
    static final String MAX_PER_HOUR = "max_per_hour";

    static final Set<String> KEYS = Set.of(FREQUENCY, AT, WEEKDAY, ZONE, QUIET, MAX_PER_HOUR);

    private static final int MAX_CODE_LENGTH = 50;

    private ScheduleJson() {}

    static Schedule read(ObjectPart document) {
        Schedule standard = Schedule.of(
                document.find(FREQUENCY).map(ScheduleJson::frequency).orElse(Frequency.INSTANT));
        return document.whole()
                .make(() -> new Schedule(
                        standard.frequency(),
                        document.find(AT).map(ScheduleJson::time).orElse(standard.at()),
                        document.find(WEEKDAY).map(ScheduleJson::weekday).orElse(standard.day()),
                        document.find(ZONE).map(ScheduleJson::zone).orElse(standard.zone()),
                        document.find(QUIET).map(ScheduleJson::quiet).orElse(null),
                        document.find(MAX_PER_HOUR).map(ScheduleJson::cap).orElse(null)));
    }

    private static Frequency frequency(Part part) {
        return Frequency.ofCode(part.string(MAX_CODE_LENGTH))
                .orElseThrow(() -> part.refuse("is no frequency that is known here"));
    }

    private static LocalTime time(Part part) {
        String text = part.string(MAX_CODE_LENGTH);
        try {
            LocalTime time = LocalTime.parse(text);
            if (time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Told below, with the same words.
        }
        throw part.refuse("is no time of day such as 08:00");
    }

    private static DayOfWeek weekday(Part part) {
        String text = part.string(MAX_CODE_LENGTH);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> code(day).equals(text))
                .findAny()
                .orElseThrow(() -> part.refuse("is no day of the week such as monday"));
    }

    private static String code(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static ZoneId zone(Part part) {
        String text = part.string(MAX_CODE_LENGTH);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw part.refuse("is no time zone such as Europe/Berlin");
        }
    }

    private static QuietHours quiet(Part part) {
        ObjectPart quiet = part.object().onlyKeys(Set.of(FROM, TO));
        LocalTime from = time(quiet.require(FROM));
        LocalTime to = time(quiet.require(TO));
        return part.make(() -> new QuietHours(from, to));
    }

    private static Integer cap(Part part) {
        long cap = part.whole();
        if (cap < 1 || cap > Schedule.HIGHEST_CAP) {
            throw part.refuse("must be 1 to %s".formatted(Schedule.HIGHEST_CAP));
        }
        return (int) cap;
    }

    static void write(Schedule schedule, ObjectNode document) {
        Schedule standard = Schedule.of(schedule.frequency());
        document.put(FREQUENCY, schedule.frequency().code());
        if (!schedule.at().equals(standard.at())) {
            document.put(AT, schedule.at().toString());
        }
        if (schedule.day() != standard.day()) {
            document.put(WEEKDAY, code(schedule.day()));
        }
        if (!schedule.zone().equals(standard.zone())) {
            document.put(ZONE, schedule.zone().getId());
        }
        QuietHours quiet = schedule.quiet();
        if (quiet != null) {
            document.putObject(QUIET)
                    .put(FROM, quiet.from().toString())
                    .put(TO, quiet.to().toString());
        }
        Integer cap = schedule.maxPerHour();
        if (cap != null) {
            document.put(MAX_PER_HOUR, cap);
        }
    }
}
