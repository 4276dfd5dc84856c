package dev.souk.scraper.selector;

import dev.souk.model.SourceId;
import dev.souk.model.alert.GeoCircle;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.selector.SourceDescriptionException.Problem;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import dev.souk.scraper.source.SourceCapabilities.Criterion;
import dev.souk.scraper.source.WordSearch;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a description and checks all of it. */
final class DescriptionReader {

    /** Of the format; a description of another one is refused and not half read. */
    private static final String FORMAT = "1";

    /** In kilometres: all of the Earth lies within. */
    private static final int FARTHEST_KM = (int) GeoCircle.MAX_RADIUS_KM;

    private final List<Problem> problems = new ArrayList<>();
    private final Section root;

    private DescriptionReader(Entry.Mapping mapping) {
        this.root = Section.whole(mapping, problems);
    }

    /**
     * The description.
     *
     * @throws SourceDescriptionException naming everything that is wrong
     */
    static SiteDescription read(String text) {
        return new DescriptionReader(EntryReader.read(text)).read();
    }

    private SiteDescription read() {
        root.required("format", DescriptionReader::format);
        throwIfBad();
        Optional<SourceId> id = root.required("source", SourceId::new);
        Fields.SiteLocale locale = locale();
        List<PageRequest> start = root.texts("start", DescriptionReader::page);
        Optional<Section> search = root.section("search");
        Map<SearchRequest.Order, String> orders =
                search.map(DescriptionReader::orders).orElseGet(Map::of);
        Optional<SearchTemplate> template =
                search.flatMap(section -> section.required("url", url -> SearchTemplate.of(url, orders)));
        if (!root.has("list")) {
            root.problem("list", "is missing");
        }
        PageReader pages = new PageReader(locale);
        Optional<SiteDescription.ListPage> list = root.section("list").flatMap(pages::list);
        Optional<SiteDescription.ItemPage> item = root.section("item").flatMap(pages::item);
        SourceCapabilities capabilities = new SourceCapabilities(
                search.map(section -> keeps(section, template.orElse(null))).orElseGet(Set::of),
                orders.keySet(),
                search.flatMap(section -> section.text("pageSize", text -> number(text, 1, 10_000)))
                        .orElse(0),
                list.flatMap(known -> item.map(more -> Details.added(known.fields(), more.fields())))
                        .orElseGet(Set::of),
                search.map(DescriptionReader::words).orElse(WordSearch.NOT_KNOWN),
                null,
                true,
                search.flatMap(section -> section.text("widestRadiusKm", text -> number(text, 1, FARTHEST_KM)))
                        .orElse(SourceCapabilities.USUAL_RADIUS_KM));
        Optional<String> currency = search.flatMap(section -> section.text("pricedIn", DescriptionReader::currency));
        boolean showsEverything =
                root.text("showsEverything", DescriptionReader::yesOrNo).orElse(false);
        if (start.isEmpty() && !root.has("search")) {
            root.problem("has neither a search nor a page to start with");
        }
        search.ifPresent(Section::end);
        root.end();
        throwIfBad();
        return new SiteDescription(
                id.orElseThrow(),
                start,
                template.orElse(null),
                currency.map(capabilities::pricedIn).orElse(capabilities),
                showsEverything,
                list.orElseThrow(),
                item.orElse(null));
    }

    private void throwIfBad() {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new SourceDescriptionException(problems);
        }
    }

    private static String format(String text) {
        if (!text.equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format %s is not known to this release, which reads format %s".formatted(text, FORMAT));
        }
        return text;
    }

    private Fields.SiteLocale locale() {
        String currency = root.text("currency", DescriptionReader::currency).orElse(null);
        ZoneId zone = root.text("timeZone", DescriptionReader::zone).orElse(ZoneId.of("UTC"));
        boolean monthFirst = root.text("dates", DescriptionReader::isMonthFirst).orElse(false);
        return new Fields.SiteLocale(currency, zone, monthFirst);
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be an ISO 4217 code such as EUR: " + code, e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone such as Europe/Berlin: " + name, e);
        }
    }

    private static boolean isMonthFirst(String word) {
        return switch (word) {
            case "month-first" -> true;
            case "day-first" -> false;
            default -> throw new IllegalArgumentException("must be day-first or month-first: " + word);
        };
    }

    private static PageRequest page(String address) {
        return PageRequest.list(URI.create(address));
    }

    static boolean yesOrNo(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false: " + word);
        };
    }

    static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException("must be a number from %s to %s: %s".formatted(least, most, text));
    }

    private static Map<SearchRequest.Order, String> orders(Section search) {
        Map<SearchRequest.Order, String> orders = new EnumMap<>(SearchRequest.Order.class);
        search.section("orders").ifPresent(section -> {
            for (SearchRequest.Order order : SearchRequest.Order.values()) {
                section.text(word(order)).ifPresent(value -> orders.put(order, value));
            }
            section.end();
        });
        return orders;
    }

    private static WordSearch words(Section search) {
        WordSearch.Fields fields = search.text("wordsIn", word -> of(WordSearch.Fields.class, word))
                .orElse(WordSearch.Fields.NOT_KNOWN);
        WordSearch.Forms forms = search.text("wordForms", word -> of(WordSearch.Forms.class, word))
                .orElse(WordSearch.Forms.NOT_KNOWN);
        return new WordSearch(fields, forms, "the description of the site");
    }

    private static Set<Criterion> keeps(Section search, @Nullable SearchTemplate template) {
        Set<Criterion> keeps = EnumSet.noneOf(Criterion.class);
        for (Criterion criterion : search.texts("keepsTo", word -> of(Criterion.class, word))) {
            keeps.add(criterion);
            if (template != null && !isAsked(criterion, template)) {
                search.problem("keepsTo", "names " + word(criterion) + ", for which the url has no place");
            }
        }
        return keeps;
    }

    private static boolean isAsked(Criterion criterion, SearchTemplate template) {
        return switch (criterion) {
            case TEXT -> template.has("text");
            case CATEGORY -> template.has("category");
            case LOCATION -> template.has("location");
            case RADIUS -> template.has("radiusKm");
            case PRICE -> template.has("minPrice") && template.has("maxPrice");
            case SINCE -> template.has("days");
            case CONDITION -> false;
        };
    }

    private static <E extends Enum<E>> E of(Class<E> type, String word) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
            words.add(word(constant));
        }
        throw new IllegalArgumentException("must be one of " + String.join(", ", words) + ": " + word);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
