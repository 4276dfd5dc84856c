package dev.souk.alerts;

import dev.souk.alerts.Explanation.Clause;
import dev.souk.alerts.Explanation.Kind;
import dev.souk.alerts.Explanation.Outcome;
import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.Sellers;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts one listing to one alert, clause by clause, with a reason for each. */
final class Explainer {

    private static final int MAX_QUOTE = 80;
    private static final int MAX_LISTED = 5;

    private final Listing listing;
    private final ListingText text;
    private final ListingText titleText;
    private final List<Clause> clauses = new ArrayList<>();

    private Explainer(Listing listing) {
        this.listing = listing;
        text = ListingText.of(listing.title(), listing.description());
        titleText = ListingText.of(listing.title(), null);
    }

    static Explanation explain(Alert alert, Listing listing) {
        Explainer explainer = new Explainer(listing);
        if (!alert.active()) {
            explainer.add(Kind.ACTIVE, Outcome.NOT_MET, "the alert is not active");
        }
        explainer.status();
        explainer.criteria(alert.criteria());
        alert.query()
                .required()
                .forEach(group -> explainer.oneOf(
                        Kind.QUERY, group.stream().map(Wanted::of).toList()));
        alert.query().excluded().forEach(phrase -> explainer.excluded(Kind.EXCLUDED_BY_QUERY, Wanted.of(phrase)));
        return new Explanation(alert.id(), explainer.clauses);
    }

    private void add(Kind kind, Outcome outcome, String words) {
        clauses.add(new Clause(kind, outcome, words));
    }

    private void add(Kind kind, boolean met, String subject, String ifMet, String ifNot) {
        add(kind, Outcome.of(met), subject + (met ? ifMet : ifNot));
    }

    private void status() {
        String words = switch (listing.status()) {
            case AVAILABLE -> "the listing is available";
            case PENDING -> "the listing is promised to somebody, but not sold";
            case SOLD -> "the listing is sold";
            case REMOVED -> "the listing was taken off the marketplace";
            case UNKNOWN -> "the listing is not said to be gone";
        };
        add(Kind.STATUS, Outcome.of(listing.status().isOpen()), words);
    }

    private void criteria(AlertCriteria criteria) {
        among(Kind.SOURCE, "source", listing.key().source(), criteria.sources());
        excludedSources(criteria.excludedSources());
        among(Kind.CATEGORY, "category", lower(listing.category()), criteria.categories());
        among(Kind.SUBCATEGORY, "subcategory", lower(listing.subcategory()), criteria.subcategories());
        if (criteria.price() != null) {
            price(criteria.price());
        }
        if (criteria.priceDrop() != null) {
            drop(criteria.priceDrop());
        }
        criteria.keywords().all().forEach(entry -> oneOf(Kind.KEYWORDS, List.of(Wanted.of(entry))));
        if (!criteria.keywords().any().isEmpty()) {
            oneOf(
                    Kind.KEYWORDS,
                    criteria.keywords().any().stream().map(Wanted::of).toList());
        }
        criteria.keywords().title().forEach(entry -> oneOf(Kind.KEYWORDS, List.of(Wanted.inTitle(entry))));
        criteria.keywords().none().forEach(entry -> excluded(Kind.EXCLUDED_KEYWORD, Wanted.of(entry)));
        if (criteria.location() != null) {
            location(criteria.location());
        }
        if (!criteria.near().isEmpty()) {
            near(criteria.near());
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
            add(Kind.EXCLUDED_SOURCE, met, "source " + source, " is none of those left out", " is left out");
        }
    }

    private void photos(int wanted) {
        int photos = listing.images().size();
        String shown = photos == 1 ? "1 photo is" : photos + " photos are";
        add(Kind.PHOTOS, photos >= wanted, shown + " shown", ", at least " + wanted, ", fewer than " + wanted);
    }

    @Nullable
    private static String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    private <T> void among(Kind kind, String name, @Nullable T value, Collection<T> accepted) {
        if (accepted.isEmpty()) {
            return;
        }
        if (value == null) {
            add(kind, Outcome.UNKNOWN, "no " + name + " is given");
            return;
        }
        String listed = list(accepted, Object::toString, " or ");
        boolean only = accepted.size() == 1;
        add(
                kind,
                accepted.contains(value),
                name + " " + cut(value.toString()),
                only ? " is the one asked for" : " is one of those asked for: " + listed,
                " is not " + listed);
    }

    private void price(PriceRange range) {
        Money price = listing.price();
        if (price == null) {
            if (range.unknownAccepted()) {
                add(Kind.PRICE, Outcome.MET, "no price is given, and none has to be");
            } else {
                add(Kind.PRICE, Outcome.UNKNOWN, "no price is given");
            }
        } else if (!price.currency().equals(range.currency())) {
            add(Kind.PRICE, Outcome.NOT_MET, "price %s is not in %s".formatted(price, range.currency()));
        } else {
            add(Kind.PRICE, Outcome.of(range.contains(price)), "price " + price + " is " + compare(price, range));
        }
    }

    private static String compare(Money price, PriceRange range) {
        Money min = range.min() == null ? null : new Money(range.min(), range.currency());
        Money max = range.max() == null ? null : new Money(range.max(), range.currency());
        if (max != null && max.isLessThan(price)) {
            return "above " + max;
        }
        if (min != null && price.isLessThan(min)) {
            return "below " + min;
        }
        if (min == null) {
            return "at most " + max;
        }
        return max == null ? "at least " + min : "within " + min.amount().toPlainString() + " to " + max;
    }

    private void drop(PriceDrop drop) {
        Money price = listing.price();
        Money previous = listing.previousPrice();
        if (price == null || previous == null) {
            add(Kind.PRICE_DROP, Outcome.UNKNOWN, price == null ? "no price is given" : "no previous price is known");
        } else if (!price.currency().equals(previous.currency())) {
            add(
                    Kind.PRICE_DROP,
                    Outcome.UNKNOWN,
                    "price %s and previous price %s cannot be compared".formatted(price, previous));
        } else if (!price.isLessThan(previous)) {
            add(
                    Kind.PRICE_DROP,
                    Outcome.NOT_MET,
                    "price %s is not below %s, the previous one".formatted(price, previous));
        } else if (drop.minAmount() != null && !drop.minAmount().currency().equals(price.currency())) {
            String currency = drop.minAmount().currency();
            add(Kind.PRICE_DROP, Outcome.NOT_MET, "price %s is not in %s".formatted(price, currency));
        } else {
            add(
                    Kind.PRICE_DROP,
                    drop.isMetBy(price, previous),
                    "price fell by %s %% from %s to %s".formatted(percent(price, previous), previous, price),
                    ", which is at least " + words(drop),
                    ", which is less than " + words(drop));
        }
    }

    private static String words(PriceDrop drop) {
        String share = drop.minPercent() + " %";
        if (drop.minAmount() == null) {
            return share;
        }
        return drop.minPercent() == 0 ? drop.minAmount().toString() : share + " and " + drop.minAmount();
    }

    /** Rounded down, so that what falls short of a share never looks like it. */
    private static String percent(Money price, Money previous) {
        return previous.amount()
                .subtract(price.amount())
                .multiply(BigDecimal.valueOf(100))
                .divide(previous.amount(), 1, RoundingMode.DOWN)
                .toPlainString();
    }

    private void oneOf(Kind kind, List<Wanted> group) {
        List<Wanted> present =
                group.stream().filter(wanted -> text.contains(wanted.phrase)).toList();
        if (present.isEmpty()) {
            String listed = list(group, Wanted::quoted, " nor ");
            add(
                    kind,
                    Outcome.NOT_MET,
                    group.size() == 1 ? group.get(0).missing() : "neither " + listed + " occurs");
        } else {
            Wanted first = present.get(0);
            add(
                    kind,
                    Outcome.MET,
                    quote(first.words)
                            + (titleText.contains(first.phrase) ? " is in the title" : " is in the description"));
        }
    }

    private void excluded(Kind kind, Wanted wanted) {
        if (!text.contains(wanted.phrase)) {
            add(kind, Outcome.MET, wanted.missing());
        } else {
            add(kind, Outcome.NOT_MET, quote(wanted.words) + (wanted.phrase.titleOnly() ? " is in the title, and must not" : " occurs, and must not"));
        }
    }

    private void location(String wanted) {
        String location = listing.location();
        if (location == null) {
            add(Kind.LOCATION, Outcome.UNKNOWN, "no location is given");
            return;
        }
        Phrase phrase = Phrase.of(wanted).orElseThrow();
        add(
                Kind.LOCATION,
                ListingText.of(location, null).contains(phrase),
                "location " + quote(location),
                " holds " + quote(wanted),
                " does not hold " + quote(wanted));
    }

    private void near(List<GeoCircle> circles) {
        GeoPoint point = listing.point();
        if (point == null) {
            add(Kind.NEAR, Outcome.UNKNOWN, "no place on the map is given");
            return;
        }
        GeoCircle told = circles.stream()
                .filter(circle -> circle.contains(point))
                .findFirst()
                .orElseGet(() -> Collections.min(
                        circles,
                        Comparator.comparingDouble(
                                circle -> circle.center().distanceKm(point) - circle.radiusKm())));
        double distance = told.center().distanceKm(point);
        String radius =
                BigDecimal.valueOf(told.radiusKm()).stripTrailingZeros().toPlainString();
        add(
                Kind.NEAR,
                told.contains(point),
                "distance " + rounded(distance, told.radiusKm()) + " km",
                " is within " + radius + " km",
                " is beyond " + radius + " km" + (circles.size() > 1 ? ", and the other places are no nearer" : ""));
    }

    /** With one decimal, or as many as it takes for the number to stand on its own side of the limit. */
    private static String rounded(double distance, double limit) {
        BigDecimal exact = BigDecimal.valueOf(distance);
        for (int decimals = 1; decimals < exact.scale(); decimals++) {
            BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
            if (distance <= limit == rounded.doubleValue() <= limit) {
                return rounded.toPlainString();
            }
        }
        return exact.toPlainString();
    }

    private void sellers(Sellers sellers) {
        String seller = listing.seller().id();
        among(Kind.SELLER, "seller", seller, sellers.any());
        if (sellers.none().isEmpty()) {
            return;
        }
        if (seller == null) {
            add(Kind.EXCLUDED_SELLER, Outcome.MET, "no seller is given, so it is none of those left out");
        } else {
            add(
                    Kind.EXCLUDED_SELLER,
                    !sellers.none().contains(seller),
                    "seller " + cut(seller),
                    " is none of those left out",
                    " is left out");
        }
    }

    static String quote(String text) {
        return '"' + cut(text) + '"';
    }

    private static String cut(String text) {
        return text.length() <= MAX_QUOTE ? text : StorableText.repair(text, MAX_QUOTE) + "...";
    }

    static <T> String list(Collection<T> items, Function<? super T, String> words, String joint) {
        String listed =
                items.stream().limit(MAX_LISTED).map(words).map(Explainer::cut).collect(Collectors.joining(joint));
        int more = items.size() - MAX_LISTED;
        return more > 0 ? listed + joint + more + " more" : listed;
    }

    /** A phrase, and how to speak of it: as it was typed. */
    private record Wanted(Phrase phrase, String words) {

        private static Wanted of(String entry) {
            return new Wanted(Phrase.ofEntry(entry).orElseThrow(), entry);
        }

        private static Wanted of(Phrase phrase) {
            return new Wanted(phrase, phrase.typed());
        }

        private static Wanted inTitle(String entry) {
            return new Wanted(Phrase.ofEntry(entry).orElseThrow().inTitle(), entry);
        }

        private String quoted() {
            return phrase.titleOnly() ? quote(words) + " in the title" : quote(words);
        }

        private String missing() {
            return quote(words) + (phrase.titleOnly() ? " is not in the title" : " does not occur");
        }
    }
}
