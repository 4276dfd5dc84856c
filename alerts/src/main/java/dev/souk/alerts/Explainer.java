package dev.souk.alerts;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.ExchangeRates;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts one listing to one alert, clause by clause, with a reason for each. */
final class Explainer {

    private static final int MAX_QUOTE = 80;
    private static final int MAX_LISTED = 5;

    private final Listing listing;
    private final Instant askedAt;
    private final ListingText text;
    private final ListingText titleText;
    private final PriceWords prices;
    private final List<Clause> clauses = new ArrayList<>();

    private Explainer(Listing listing, Instant askedAt, ExchangeRates rates) {
        this.askedAt = askedAt;
        this.listing = listing;
        text = ListingText.of(listing.title(), listing.description());
        titleText = ListingText.of(listing.title(), null);
        prices = new PriceWords(listing, rates);
    }

    static Explanation explain(Alert alert, Listing listing, Instant askedAt, ExchangeRates rates) {
        Explainer explainer = new Explainer(listing, askedAt, rates);
        if (!alert.active()) {
            explainer.clauses.add(new Clause(Kind.ACTIVE, Outcome.NOT_MET, "the alert is not active"));
        }
        explainer.status();
        explainer.criteria(alert.criteria());
        explainer.query(alert.query());
        return new Explanation(alert.id(), explainer.clauses);
    }

    private void query(TextQuery query) {
        query.required()
                .forEach(group -> oneOf(
                        Kind.QUERY,
                        group.stream().map(phrase -> Wanted.of(phrase, query)).toList()));
        query.excluded().forEach(phrase -> excluded(Kind.EXCLUDED_BY_QUERY, Wanted.of(phrase, query)));
        query.prices().forEach(price -> clauses.add(prices.asked(price)));
    }

    private void add(Kind kind, Outcome outcome, String words, Comparison compared) {
        clauses.add(new Clause(kind, outcome, words, compared));
    }

    private void add(Kind kind, boolean met, String subject, String ifMet, String ifNot, Comparison compared) {
        add(kind, Outcome.of(met), subject + (met ? ifMet : ifNot), compared);
    }

    private void status() {
        String words = switch (listing.status()) {
            case AVAILABLE -> "the listing is available";
            case PENDING -> "the listing is promised to somebody, but not sold";
            case SOLD -> "the listing is sold";
            case REMOVED -> "the listing was taken off the marketplace";
            case UNKNOWN -> "the listing is not said to be gone";
        };
        Comparison compared = new Comparison.Status(listing.status());
        add(Kind.STATUS, Outcome.of(listing.status().isOpen()), words, compared);
    }

    private void criteria(AlertCriteria criteria) {
        among(Kind.SOURCE, "source", listing.key().source(), criteria.sources(), false);
        excludedSources(criteria.excludedSources());
        boolean anyCategory = criteria.acceptsUnknown(CriteriaClause.CATEGORIES);
        among(Kind.CATEGORY, "category", lower(listing.category()), criteria.categories(), anyCategory);
        boolean anySubcategory = criteria.acceptsUnknown(CriteriaClause.SUBCATEGORIES);
        String narrower = narrower(criteria.subcategories());
        among(Kind.SUBCATEGORY, "subcategory", lower(narrower), criteria.subcategories(), anySubcategory);
        if (criteria.price() != null) {
            clauses.add(prices.range(criteria.price()));
        }
        if (criteria.priceDrop() != null) {
            clauses.add(prices.drop(criteria.priceDrop()));
        }
        criteria.keywords().all().forEach(entry -> oneOf(Kind.KEYWORDS, List.of(Wanted.of(entry))));
        if (!criteria.keywords().any().isEmpty()) {
            oneOf(
                    Kind.KEYWORDS,
                    criteria.keywords().any().stream().map(Wanted::of).toList());
        }
        criteria.keywords().title().forEach(entry -> oneOf(Kind.KEYWORDS, List.of(Wanted.inTitle(entry))));
        if (!criteria.keywords().titleAny().isEmpty()) {
            oneOf(
                    Kind.KEYWORDS,
                    criteria.keywords().titleAny().stream().map(Wanted::inTitle).toList());
        }
        criteria.keywords().none().forEach(entry -> excluded(Kind.EXCLUDED_KEYWORD, Wanted.of(entry)));
        criteria.keywords().titleNone().forEach(entry -> excluded(Kind.EXCLUDED_KEYWORD, Wanted.inTitle(entry)));
        if (criteria.location() != null) {
            location(criteria.location(), criteria.acceptsUnknown(CriteriaClause.LOCATION));
        }
        if (!criteria.near().isEmpty()) {
            boolean orUnknown = criteria.acceptsUnknown(CriteriaClause.NEAR);
            clauses.add(PlaceWords.near(criteria.near(), listing.point(), orUnknown));
        }
        if (criteria.listedWithin() != null) {
            listedWithin(criteria, criteria.listedWithin());
        }
        if (criteria.withoutSuspiciousPrices()) {
            clauses.add(prices.meant());
        }
        sellers(criteria.sellers());
        criteria.attributes().forEach(wanted -> clauses.add(AttributeWords.explain(wanted, listing)));
        if (criteria.minPhotos() > 0) {
            photos(criteria.minPhotos());
        }
    }

    private void excludedSources(Collection<SourceId> sources) {
        if (!sources.isEmpty()) {
            SourceId source = listing.key().source();
            boolean met = !sources.contains(source);
            Comparison compared = names(sources, source);
            add(Kind.EXCLUDED_SOURCE, met, "source " + source, " is none of those left out", " is left out", compared);
        }
    }

    private void listedWithin(AlertCriteria criteria, Duration age) {
        Instant listedAt = listing.listedAt();
        if (listedAt == null) {
            boolean orUnknown = criteria.acceptsUnknown(CriteriaClause.LISTED_WITHIN);
            clauses.add(Clause.unsaid(Kind.LISTED_WITHIN, "no time of listing is given", orUnknown)
                    .comparing(new Comparison.Age(age, null)));
            return;
        }
        Duration found = Duration.between(listedAt, askedAt);
        add(
                Kind.LISTED_WITHIN,
                criteria.isListedWithin(listedAt, askedAt),
                "listed " + ago(found),
                ", within " + span(age),
                ", more than " + span(age),
                new Comparison.Age(age, found));
    }

    private static String ago(Duration age) {
        return age.isNegative() ? "ahead of its time" : span(age) + " ago";
    }

    /** Days and hours, or hours and minutes, or less; what is smaller is cut off. */
    private static String span(Duration age) {
        List<String> parts = Stream.of(
                        part(age.toDays(), "day"),
                        part(age.toHoursPart(), "hour"),
                        part(age.toMinutesPart(), "minute"),
                        part(age.toSecondsPart(), "second"))
                .flatMap(Optional::stream)
                .limit(2)
                .toList();
        return parts.isEmpty() ? "less than a second" : String.join(" and ", parts);
    }

    private static Optional<String> part(long count, String unit) {
        return count == 0 ? Optional.empty() : Optional.of(count + " " + unit + (count == 1 ? "" : "s"));
    }

    private void photos(int wanted) {
        int photos = listing.images().size();
        String shown = photos == 1 ? "1 photo is" : photos + " photos are";
        Comparison compared = new Comparison.Photos(wanted, photos);
        add(
                Kind.PHOTOS,
                photos >= wanted,
                shown + " shown",
                ", at least " + wanted,
                ", fewer than " + wanted,
                compared);
    }

    @Nullable
    private static String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    /** Of its subcategories the one that is wanted, or the narrowest; null if it says none. */
    private @Nullable String narrower(Collection<String> wanted) {
        List<String> said = listing.subcategories();
        String narrowest = said.isEmpty() ? null : said.get(said.size() - 1);
        return said.stream()
                .filter(one -> wanted.contains(one.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(narrowest);
    }

    private <T> void among(Kind kind, String name, @Nullable T value, Collection<T> accepted, boolean orUnknown) {
        if (accepted.isEmpty()) {
            return;
        }
        Comparison compared = names(accepted, value);
        if (value == null) {
            clauses.add(
                    Clause.unsaid(kind, "no " + name + " is given", orUnknown).comparing(compared));
            return;
        }
        String listed = list(accepted, one -> cut(one.toString()), " or ");
        boolean only = accepted.size() == 1;
        add(
                kind,
                accepted.contains(value),
                name + " " + cut(value.toString()),
                only ? " is the one asked for" : " is one of those asked for: " + listed,
                " is not " + listed,
                compared);
    }

    private static Comparison names(Collection<?> wanted, @Nullable Object found) {
        return new Comparison.Name(
                wanted.stream().map(Object::toString).toList(), found == null ? null : found.toString());
    }

    private void oneOf(Kind kind, List<Wanted> group) {
        Comparison.Text compared = compared(group);
        Comparison.Text.Entry first = compared.found();
        if (first == null) {
            String listed = list(group, Wanted::quoted, " nor ");
            String words = group.size() == 1 ? group.get(0).missing() : "neither " + listed + " occurs";
            add(kind, Outcome.NOT_MET, words, compared);
        } else {
            String where = compared.isInTitle() ? " is in the title" : " is in the description";
            add(kind, Outcome.MET, quote(first.typed()) + where, compared);
        }
    }

    private Comparison.Text compared(List<Wanted> group) {
        Optional<Wanted> first =
                group.stream().filter(wanted -> text.contains(wanted.phrase)).findFirst();
        return new Comparison.Text(
                group.stream().map(Wanted::entry).toList(),
                first.map(Wanted::entry).orElse(null),
                first.filter(wanted -> titleText.contains(wanted.phrase)).isPresent());
    }

    private void excluded(Kind kind, Wanted wanted) {
        Comparison.Text compared = compared(List.of(wanted));
        if (compared.found() == null) {
            add(kind, Outcome.MET, wanted.missing(), compared);
        } else {
            String where = wanted.phrase.titleOnly() ? " is in the title, and must not" : " occurs, and must not";
            add(kind, Outcome.NOT_MET, quote(wanted.words) + where, compared);
        }
    }

    private void location(String wanted, boolean orUnknown) {
        String location = listing.location();
        Comparison compared = new Comparison.Location(wanted, location);
        if (location == null) {
            clauses.add(Clause.unsaid(Kind.LOCATION, "no location is given", orUnknown)
                    .comparing(compared));
            return;
        }
        Phrase phrase = Phrase.of(wanted).orElseThrow();
        add(
                Kind.LOCATION,
                ListingText.of(location, null).contains(phrase),
                "location " + quote(location),
                " holds " + quote(wanted),
                " does not hold " + quote(wanted),
                compared);
    }

    private void sellers(Sellers sellers) {
        String seller = listing.seller().id();
        among(Kind.SELLER, "seller", seller, sellers.any(), false);
        if (sellers.none().isEmpty()) {
            return;
        }
        Comparison compared = names(sellers.none(), seller);
        if (seller == null) {
            add(Kind.EXCLUDED_SELLER, Outcome.MET, "no seller is given, so it is none of those left out", compared);
        } else {
            add(
                    Kind.EXCLUDED_SELLER,
                    !sellers.none().contains(seller),
                    "seller " + cut(seller),
                    " is none of those left out",
                    " is left out",
                    compared);
        }
    }

    static String quote(String text) {
        return '"' + cut(text) + '"';
    }

    static String cut(String text) {
        return text.length() <= MAX_QUOTE ? text : StorableText.repair(text, MAX_QUOTE) + "...";
    }

    /** The words cut what can be long: one that is quoted between its quotation marks. */
    static <T> String list(Collection<T> items, Function<? super T, String> words, String joint) {
        String listed = items.stream().limit(MAX_LISTED).map(words).collect(Collectors.joining(joint));
        int more = items.size() - MAX_LISTED;
        return more > 0 ? listed + joint + more + " more" : listed;
    }

    /** A phrase, and how to speak of it: as the person typed it. */
    private record Wanted(Phrase phrase, String words) {

        private static Wanted of(String entry) {
            return new Wanted(Phrase.ofEntry(entry).orElseThrow(), entry);
        }

        private static Wanted of(Phrase phrase, TextQuery query) {
            return new Wanted(phrase, query.typed(phrase));
        }

        private static Wanted inTitle(String entry) {
            return new Wanted(Phrase.ofEntry(entry).orElseThrow().inTitle(), entry);
        }

        private Comparison.Text.Entry entry() {
            return new Comparison.Text.Entry(words, phrase.titleOnly());
        }

        private String quoted() {
            return phrase.titleOnly() ? quote(words) + " in the title" : quote(words);
        }

        private String missing() {
            return quote(words) + (phrase.titleOnly() ? " is not in the title" : " does not occur");
        }
    }
}
