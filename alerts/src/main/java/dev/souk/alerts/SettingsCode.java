package dev.souk.alerts;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.FirstRun;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.NotificationSettings.Frequency;
import dev.souk.model.alert.PriceRule;
import dev.souk.model.alert.QuietHours;
import dev.souk.model.alert.Schedule;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a person wants to be told, in few bytes. */
final class SettingsCode {

    private SettingsCode() {}

    static void write(NotificationSettings settings, ByteWriter out) {
        out.list(settings.channels(), out::text);
        schedule(settings.schedule(), out);
        out.list(settings.events(), event -> out.text(event.code()));
        PriceRule prices = settings.prices();
        optional(prices.minPercent(), out, percent -> out.number(percent));
        optional(prices.minAmount(), out, out::decimal);
        optional(prices.target(), out, target -> {
            out.decimal(target.amount());
            out.text(target.currency());
        });
        out.text(settings.firstRun().code());
        out.text(settings.language().toLanguageTag());
    }

    private static void schedule(Schedule schedule, ByteWriter out) {
        out.text(schedule.frequency().code());
        time(schedule.at(), out);
        out.number(schedule.day().getValue());
        out.text(schedule.zone().getId());
        optional(schedule.quiet(), out, quiet -> {
            time(quiet.from(), out);
            time(quiet.to(), out);
        });
        optional(schedule.maxPerHour(), out, cap -> out.number(cap));
    }

    /** In whole minutes, which is all that settings have. */
    private static void time(LocalTime time, ByteWriter out) {
        out.number(time.toSecondOfDay() / 60);
    }

    private static <T> void optional(@Nullable T value, ByteWriter out, Consumer<? super T> writer) {
        out.list(value == null ? List.of() : List.of(value), writer);
    }

    static NotificationSettings read(ByteReader in) {
        Set<String> channels = new HashSet<>(in.list(in::text));
        Schedule schedule = schedule(in);
        Set<AlertEvent> events =
                new HashSet<>(in.list(() -> AlertEvent.ofCode(in.text()).orElseThrow()));
        PriceRule prices = new PriceRule(
                optional(in, in::small),
                optional(in, in::decimal),
                optional(in, () -> new Money(in.decimal(), in.text())));
        return new NotificationSettings(
                new TreeSet<>(channels),
                schedule,
                events,
                prices,
                FirstRun.ofCode(in.text()).orElseThrow(),
                Locale.forLanguageTag(in.text()));
    }

    private static Schedule schedule(ByteReader in) {
        return new Schedule(
                Frequency.ofCode(in.text()).orElseThrow(),
                time(in),
                DayOfWeek.of(in.small()),
                ZoneId.of(in.text()),
                optional(in, () -> new QuietHours(time(in), time(in))),
                optional(in, in::small));
    }

    private static LocalTime time(ByteReader in) {
        return LocalTime.ofSecondOfDay(in.small() * 60L);
    }

    @Nullable
    private static <T> T optional(ByteReader in, Supplier<T> reader) {
        List<T> one = in.list(reader);
        return one.isEmpty() ? null : one.get(0);
    }
}
