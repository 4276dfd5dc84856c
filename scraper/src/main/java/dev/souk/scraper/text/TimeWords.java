package dev.souk.scraper.text;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words for time of the languages that {@link ShownTime} reads, in lower case. */
final class TimeWords {

    /** Names of months come from the JDK; those that sites write and it does not are added below. */
    private static final List<Locale> LOCALES = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.FRENCH,
            new Locale("es"),
            Locale.ITALIAN,
            new Locale("pl"),
            new Locale("pt"),
            new Locale("nl"),
            new Locale("uk"),
            new Locale("sv"),
            new Locale("da"),
            new Locale("nb"),
            new Locale("cs"),
            new Locale("ro"),
            new Locale("bg"),
            new Locale("ru"));

    private static final Map<String, Integer> MONTHS = months();

    private static final Map<String, Integer> DAYS_BACK = Map.ofEntries(
            Map.entry("today", 0),
            Map.entry("heute", 0),
            Map.entry("aujourd'hui", 0),
            Map.entry("aujourd’hui", 0),
            Map.entry("hoy", 0),
            Map.entry("oggi", 0),
            Map.entry("dzisiaj", 0),
            Map.entry("dziś", 0),
            Map.entry("hoje", 0),
            Map.entry("vandaag", 0),
            Map.entry("сьогодні", 0),
            Map.entry("idag", 0),
            Map.entry("dnes", 0),
            Map.entry("astăzi", 0),
            Map.entry("azi", 0),
            Map.entry("днес", 0),
            Map.entry("сегодня", 0),
            Map.entry("yesterday", 1),
            Map.entry("gestern", 1),
            Map.entry("hier", 1),
            Map.entry("ayer", 1),
            Map.entry("ieri", 1),
            Map.entry("wczoraj", 1),
            Map.entry("ontem", 1),
            Map.entry("gisteren", 1),
            Map.entry("вчора", 1),
            Map.entry("igår", 1),
            Map.entry("včera", 1),
            Map.entry("вчера", 1),
            Map.entry("vorgestern", 2),
            Map.entry("anteontem", 2),
            Map.entry("eergisteren", 2));

    private static final Set<String> NOW = Set.of(
            "now",
            "just now",
            "gerade eben",
            "eben",
            "à l'instant",
            "à l’instant",
            "ahora",
            "ahora mismo",
            "adesso",
            "przed chwilą",
            "agora",
            "agora mesmo",
            "zojuist",
            "щойно");

    /** Behind a day "ago" is August. */
    private static final Pattern AGO = Pattern.compile(
            "(?<!\\p{L})((?<!\\d\\s|\\d\\sde\\s)ago|vor|il y a|hace|fa|temu|há|ha|geleden|тому|sedan|siden|před|acum"
                    + "|преди|назад)(?!\\p{L})");

    /** A word, and what parts it from the next. */
    private static final Pattern LEADING = Pattern.compile("\\G([\\p{L}'’]+)[\\s:,.]*");

    private static final int MOST_LEADING = 3;

    private static final Map<Span, List<String>> STEMS = Map.of(
            Span.SECOND, List.of("sec", "sek", "seg", "vteř", "с", "сек"),
            Span.MINUTE, List.of("min", "хв", "мин"),
            Span.HOUR,
                    List.of(
                            "hour", "hr", "h", "std", "stunde", "heure", "hora", "ora", "ore", "oră", "godz", "uur",
                            "uren", "tim", "hod", "год", "час"),
            Span.DAY,
                    List.of(
                            "day", "d", "tag", "jour", "j", "día", "dia", "giorn", "dni", "dzień", "dag", "dny", "dnů",
                            "dnem", "zi", "дн", "ден"),
            Span.WEEK,
                    List.of(
                            "week",
                            "weke",
                            "wk",
                            "w",
                            "woche",
                            "semaine",
                            "seman",
                            "settiman",
                            "tydz",
                            "tygod",
                            "tyg",
                            "veck",
                            "uge",
                            "uke",
                            "týd",
                            "săpt",
                            "тиж",
                            "недел",
                            "седм"),
            Span.MONTH,
                    List.of(
                            "month", "monat", "mois", "mes", "mês", "miesi", "maand", "månad", "måned", "měsí", "lun",
                            "міс", "мес"),
            Span.YEAR,
                    List.of(
                            "year", "yr", "jahr", "an", "año", "ano", "lat", "rok", "jaar", "år", "let", "рік", "рок",
                            "лет"));

    /** A time with a dot looks like a day and a month. */
    private static final Pattern DOTTED_CLOCK = Pattern.compile(
            "(?<!\\p{L})(kl\\.?\\s?\\d{1,2})\\.(\\d{2})(?!\\d)" + "|(?<![\\d.])(\\d{1,2})\\.(\\d{2})(?=\\s?uhr)");

    private TimeWords() {}

    /** A span that times are counted in. */
    enum Span {
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (Locale locale : LOCALES) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
                    String name = month.getDisplayName(style, locale).toLowerCase(Locale.ROOT);
                    months.putIfAbsent(name.replace(".", ""), month.getValue());
                }
            }
        }
        months.putIfAbsent("sept", 9);
        months.putIfAbsent("mär", 3);
        months.putIfAbsent("mrz", 3);
        return Map.copyOf(months);
    }

    /** The number of the month, 1 to 12. */
    static Optional<Integer> month(String word) {
        return Optional.ofNullable(MONTHS.get(word));
    }

    /**
     * How many days back the text says it was: none for today. A word or two may say first what was done then: "Odświeżono
     * dzisiaj o 10:00". Behind a number the words mean something else.
     */
    static Optional<Integer> daysBack(String text) {
        Matcher words = LEADING.matcher(text);
        for (int word = 0; word < MOST_LEADING && words.find(); word++) {
            @Nullable Integer days = DAYS_BACK.get(words.group(1));
            if (days != null) {
                return Optional.of(days);
            }
        }
        return Optional.empty();
    }

    static boolean isNow(String text) {
        return NOW.contains(text);
    }

    static boolean saysAgo(String text) {
        return AGO.matcher(text).find();
    }

    /** Words of two parts in one, and {@code kl. 14.32} and {@code 14.32 Uhr} with a colon. */
    static String joined(String text) {
        return DOTTED_CLOCK
                .matcher(text.replace("i dag", "idag").replace("i går", "igår"))
                .replaceAll(clock -> clock.group(1) == null
                        ? clock.group(3) + ":" + clock.group(4)
                        : clock.group(1) + ":" + clock.group(2));
    }

    /**
     * The span that a word names, in whatever number and case. One letter must be the whole word. The same beginning
     * means hours in Ukrainian and years in Bulgarian and Russian, whose word for "ago" is another.
     */
    static Optional<Span> span(String word, String text) {
        if (word.startsWith("год") && !text.contains("тому")) {
            return Optional.of(Span.YEAR);
        }
        for (Span span : Span.values()) {
            for (String stem : STEMS.getOrDefault(span, List.of())) {
                if (stem.length() < 3 ? isShort(word, stem) : word.startsWith(stem)) {
                    return Optional.of(span);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isShort(String word, String stem) {
        return word.equals(stem) || (stem.length() == 2 && word.startsWith(stem) && word.length() <= stem.length() + 4);
    }
}
