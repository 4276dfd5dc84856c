package dev.souk.scraper.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times in the ways of ISO 8601 that pages use; one without an offset is taken as UTC. Thread-safe. */
public final class IsoTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private IsoTime() {}

    /** The time; null if there is none or it is written in another way. */
    public static @Nullable Instant read(@Nullable String text) {
        return read(text, ZoneOffset.UTC);
    }

    /** As {@link #read(String)}, but one without an offset is a time of this zone. */
    static @Nullable Instant read(@Nullable String text, ZoneId zone) {
        if (text == null || text.length() > 40) {
            return null;
        }
        try {
            TemporalAccessor time =
                    FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof OffsetDateTime offset) {
                return offset.toInstant();
            }
            return time instanceof LocalDateTime local
                    ? local.atZone(zone).toInstant()
                    : LocalDate.from(time).atStartOfDay(zone).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
