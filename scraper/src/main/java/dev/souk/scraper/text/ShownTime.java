package dev.souk.scraper.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as sites show them to people: {@code 12 mins ago}, {@code vor 2 Tagen}, {@code Heute, 15:17}, {@code
 * Wczoraj o 09:02}, {@code 15.07.2026}, {@code 03 lutego 2026}, {@code Sep 15, 2026}; also in ISO 8601, as in mail and
 * feeds (RFC 1123), and as seconds or milliseconds since 1970. In English, German, French, Spanish, Italian, Polish,
 * Portuguese, Dutch, Ukrainian, Swedish, Danish, Norwegian, Czech, Romanian, Bulgarian and Russian, without being told
 * which: their words for time do not contradict each other. Bounded work; never throws for anything that a text holds.
 * Thread-safe.
 *
 * <p>A time without an offset, in ISO 8601 too, is a time of the site's zone. What is only a date is the start of that
 * day. Where it is not told in which year, it is the last such day that is not in the future. Days and months in digits
 * are read as day before month, but behind a year of four digits as month before day; {@link #ofMonthFirst} reads them
 * as in the United States.
 */
public final class ShownTime {

    private static final int LONGEST = 80;

    private static final Pattern HALF_DAY =
            Pattern.compile("(?<!\\d|\\d:)(1[0-2]|0?[1-9])(?:[:.]([0-5]\\d)(?::([0-5]\\d))?)?\\s*([ap])\\.?m(?U:\\b)");
    private static final Pattern EPOCH = Pattern.compile("\\d{10}(?:\\d{3})?");
    private static final Pattern CLOCK =
            Pattern.compile("(?<!\\d|\\d:)([01]?\\d|2[0-3])[:h]([0-5]\\d)(?::([0-5]\\d))?(?!\\d|:\\d)");
    private static final Pattern COUNTED =
            Pattern.compile("(?<!\\p{L}|\\d[.,])(\\d{1,4}|an?|one|eine[mr]?|un[ae]?|uma?|een|en|ett|et|o)"
                    + "(?:[.,]\\d)?\\+?(?:\\s*|['’])(?:de\\s+)?(\\p{L}+)");

    /** The year first, as in Japan, Hungary and ISO 8601. */
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<!\\d)((?:19|20)\\d{2})(?:年|[./-])\\s?(\\d{1,2})(?:月|[./-])\\s?(\\d{1,2})(?!\\d)");

    private static final Pattern DIGITS =
            Pattern.compile("(?<!\\d)(\\d{1,2})([./-])(\\d{1,2})(?:\\2(\\d{4}|\\d{2})?)?(?!\\d)");
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|er|º|°)?\\s+(?:de\\s+)?(\\p{L}{3,})\\.?,?(?:\\s+(?:de\\s+)?(\\d{4}))?");
    private static final Pattern MONTH_DAY =
            Pattern.compile("(\\p{L}{3,})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[./-]\\d)(?:,?\\s+(\\d{4}))?");

    private final ZonedDateTime now;
    private final boolean monthFirst;

    private ShownTime(Instant now, ZoneId zone, boolean monthFirst) {
        this.now = now.atZone(zone);
        this.monthFirst = monthFirst;
    }

    /**
     * Reads a time on a page.
     *
     * @param text as shown; null for none
     * @param now when the page was fetched
     * @param zone of the site
     */
    public static Optional<Instant> of(@Nullable String text, Instant now, ZoneId zone) {
        return new ShownTime(now, zone, false).read(text);
    }

    /** As {@link #of}, but {@code 6/9} is the ninth of June. */
    public static Optional<Instant> ofMonthFirst(@Nullable String text, Instant now, ZoneId zone) {
        return new ShownTime(now, zone, true).read(text);
    }

    private Optional<Instant> read(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<Instant> byMachine = ofMachines(text.strip());
        if (byMachine.isPresent()) {
            return byMachine;
        }
        String plain = TimeWords.joined(text.strip().toLowerCase(Locale.ROOT));
        try {
            return ago(plain).or(() -> day(plain).map(date -> at(date, plain)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private Optional<Instant> ofMachines(String text) {
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return Optional.of(text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
        }
        return Optional.ofNullable(IsoTime.read(text, now.getZone())).or(() -> ofMail(text));
    }

    private static Optional<Instant> ofMail(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException notOfMail) {
            return Optional.empty();
        }
    }

    /** "3 hours ago", "vor 3 Stunden", "just now". */
    private Optional<Instant> ago(String text) {
        if (TimeWords.isNow(text)) {
            return Optional.of(now.toInstant());
        }
        if (!TimeWords.saysAgo(text)) {
            return Optional.empty();
        }
        Matcher counted = COUNTED.matcher(text);
        // The word behind a number may be the next number: "il y a une semaine".
        for (int from = 0; counted.find(from); from = counted.start(2)) {
            Optional<TimeWords.Span> span = TimeWords.span(counted.group(2), text);
            if (span.isPresent()) {
                String number = counted.group(1);
                long count = Character.isDigit(number.charAt(0)) ? Long.parseLong(number) : 1;
                return Optional.of(before(count, span.get()));
            }
        }
        return Optional.empty();
    }

    private Instant before(long count, TimeWords.Span span) {
        return switch (span) {
            case SECOND -> now.toInstant().minus(Duration.ofSeconds(count));
            case MINUTE -> now.toInstant().minus(Duration.ofMinutes(count));
            case HOUR -> now.toInstant().minus(Duration.ofHours(count));
            case DAY -> now.minusDays(count).toInstant();
            case WEEK -> now.minusWeeks(count).toInstant();
            case MONTH -> now.minusMonths(count).toInstant();
            case YEAR -> now.minusYears(count).toInstant();
        };
    }

    private Optional<LocalDate> day(String text) {
        Optional<Integer> daysBack = TimeWords.daysBack(text);
        if (daysBack.isPresent()) {
            return Optional.of(now.toLocalDate().minusDays(daysBack.get()));
        }
        // Digits without a year may be the time of a day whose month is named: "20. nov. 10.05".
        return yearFirst(text)
                .or(() -> inDigits(text, true))
                .or(() -> named(DAY_MONTH, text, 1, 2))
                .or(() -> named(MONTH_DAY, text, 2, 1))
                .or(() -> inDigits(text, false));
    }

    private static Optional<LocalDate> yearFirst(String text) {
        Matcher found = YEAR_FIRST.matcher(text);
        return found.find()
                ? Optional.of(LocalDate.of(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3))))
                : Optional.empty();
    }

    private Optional<LocalDate> inDigits(String text, boolean needsYear) {
        Matcher found = DIGITS.matcher(text);
        if (!found.find() || (needsYear && found.group(4) == null)) {
            return Optional.empty();
        }
        int first = Integer.parseInt(found.group(1));
        int second = Integer.parseInt(found.group(3));
        boolean swapped = monthFirst && found.group(2).equals("/");
        return Optional.of(date(found.group(4), swapped ? first : second, swapped ? second : first));
    }

    private Optional<LocalDate> named(Pattern pattern, String text, int day, int month) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            Optional<Integer> number = TimeWords.month(found.group(month));
            if (number.isPresent()) {
                return Optional.of(date(found.group(3), number.get(), Integer.parseInt(found.group(day))));
            }
        }
        return Optional.empty();
    }

    private LocalDate date(@Nullable String year, int month, int day) {
        if (year != null) {
            int number = Integer.parseInt(year);
            return LocalDate.of(number < 100 ? 2000 + number : number, month, day);
        }
        LocalDate today = now.toLocalDate();
        MonthDay asked = MonthDay.of(month, day);
        int last = today.getYear();
        while (!asked.isValidYear(last) || asked.atYear(last).isAfter(today)) {
            last--;
        }
        return asked.atYear(last);
    }

    private Instant at(LocalDate date, String text) {
        return date.atTime(clock(text)).atZone(now.getZone()).toInstant();
    }

    private static LocalTime clock(String text) {
        Matcher half = HALF_DAY.matcher(text);
        if (half.find()) {
            int hour = Integer.parseInt(half.group(1)) % 12 + (half.group(4).equals("p") ? 12 : 0);
            return LocalTime.of(hour, orZero(half.group(2)), orZero(half.group(3)));
        }
        Matcher clock = CLOCK.matcher(text);
        return clock.find()
                ? LocalTime.of(Integer.parseInt(clock.group(1)), orZero(clock.group(2)), orZero(clock.group(3)))
                : LocalTime.MIDNIGHT;
    }

    private static int orZero(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
