package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Chooses, of all the ways to file an alert, the one that the fewest listings will come upon. */
final class FilingChoice {

    private static final int MAX_NARROWED = 128;
    /** Most prices of one currency lie within this many brackets. */
    private static final double USUAL_BRACKETS = 128;

    private static final double CATEGORY_GUESS = 0.05;
    private static final double SUBCATEGORY_GUESS = 0.01;
    private static final double SOURCE_GUESS = 0.2;
    private static final double ATTRIBUTE_GUESS = 0.05;
    private static final double ATTRIBUTE_NAME_GUESS = 0.3;
    /** Most numbers under one name lie within this many anchors. */
    private static final double USUAL_ATTRIBUTE_ANCHORS = 32;

    private static final double SELLER_GUESS = 0.001;
    private static final double PLACE_GUESS = 0.02;
    private static final double DROP_SHARE = 0.1;
    private static final double NEARLY_ALL = 0.95;

    /** So many alerts under one word or anchor double the guess at its share: people ask for what there is. */
    private static final double CROWD = 8;

    private final Frequencies frequencies;
    private final Crowds crowds;
    private final List<Filing> choices = new ArrayList<>();

    private FilingChoice(Frequencies frequencies, Crowds crowds) {
        this.frequencies = frequencies;
        this.crowds = crowds;
    }

    static Filing of(Alert alert, Demands demands, Frequencies frequencies, Crowds crowds) {
        FilingChoice choice = new FilingChoice(frequencies, crowds);
        demands.required().forEach(choice::words);
        choice.criteria(alert.criteria());
        if (demands.place() != null) {
            demands.place().terms().forEach(term -> choice.offer(PLACE_GUESS, Stream.of(Anchor.placeWord(term))));
        }
        return choice.choices.stream()
                .min(Comparator.comparingDouble(Filing::share))
                .orElse(Filing.UNDER_EVERYTHING);
    }

    /** The rarest word of each phrase. A group without phrases can never be satisfied, and is filed nowhere. */
    private void words(List<Phrase> group) {
        Set<String> words = new LinkedHashSet<>();
        for (Phrase phrase : group) {
            words.add(phrase.terms().stream()
                    .min(Comparator.comparingDouble(this::share))
                    .orElseThrow());
        }
        double share = words.stream().mapToDouble(this::share).sum();
        choices.add(Filing.underWords(words, Math.min(NEARLY_ALL, share)));
    }

    private double share(String word) {
        return frequencies.share(word, guess(Frequencies.guess(word), crowds.under(word)));
    }

    private double share(Anchor anchor, double guess) {
        return frequencies.share(anchor.key(), guess(guess, crowds.under(anchor)));
    }

    private static double guess(double guess, int crowd) {
        return Math.min(NEARLY_ALL, guess * (1 + crowd / CROWD));
    }

    private void criteria(AlertCriteria criteria) {
        Filing scope = Filing.UNDER_EVERYTHING;
        if (!criteria.categories().isEmpty()) {
            scope = offer(CATEGORY_GUESS, criteria.categories().stream().map(Anchor::category));
        }
        if (!criteria.subcategories().isEmpty()) {
            Filing subcategories =
                    offer(SUBCATEGORY_GUESS, criteria.subcategories().stream().map(Anchor::subcategory));
            scope = subcategories.share() < scope.share() ? subcategories : scope;
        }
        if (criteria.near() != null) {
            near(criteria.near(), scope);
        }
        if (criteria.price() != null) {
            price(criteria.price(), scope);
        }
        if (criteria.priceDrop() != null) {
            drop(criteria.priceDrop());
        }
        for (AttributeCriterion attribute : criteria.attributes()) {
            attribute(attribute);
        }
        if (!criteria.sellers().any().isEmpty()) {
            offer(SELLER_GUESS, criteria.sellers().any().stream().map(Anchor::seller));
        }
        if (!criteria.sources().isEmpty()) {
            offer(SOURCE_GUESS, criteria.sources().stream().map(Anchor::source));
        }
    }

    /** A text has a share of its own; a range has some of those that have the attribute at all. */
    private void attribute(AttributeCriterion attribute) {
        Set<Anchor> anchors = AttributeFiling.anchors(attribute);
        if (anchors.stream().allMatch(anchor -> anchor.kind() == Anchor.Kind.ATTRIBUTE)) {
            offer(ATTRIBUTE_GUESS, anchors.stream());
            return;
        }
        Anchor name = Anchor.attributeName(attribute.name().toLowerCase(Locale.ROOT));
        double part = anchors.contains(name) ? 1 : Math.min(1, anchors.size() / USUAL_ATTRIBUTE_ANCHORS);
        choices.add(Filing.underAnchors(anchors, Math.min(NEARLY_ALL, share(name, ATTRIBUTE_NAME_GUESS) * part)));
    }

    private Filing offer(double guess, Stream<Anchor> anchors) {
        Set<Anchor> distinct = new LinkedHashSet<>(anchors.toList());
        double share =
                distinct.stream().mapToDouble(anchor -> share(anchor, guess)).sum();
        Filing filing = Filing.underAnchors(distinct, Math.min(NEARLY_ALL, share));
        choices.add(filing);
        return filing;
    }

    private void near(GeoCircle near, Filing scope) {
        int level = GeoCells.level(near.radiusKm());
        double share = NEARLY_ALL * Math.pow(2, -level / 2.0);
        narrowed(scope, GeoCells.cover(near, level), share, (name, cell) -> Anchor.cell(name, level, cell));
    }

    private void price(PriceRange price, Filing scope) {
        int from = price.min() == null ? 0 : Prices.bracket(price.min());
        int to = price.max() == null ? Prices.LAST_BRACKET : Prices.bracket(price.max());
        narrowed(
                scope,
                Dyadic.cover(from, to),
                Math.min(NEARLY_ALL, (to - from + 1) / USUAL_BRACKETS),
                (name, node) -> Anchor.price(name, price.currency(), node.level(), node.prefix()));
    }

    private void drop(PriceDrop drop) {
        Set<Anchor> anchors = new LinkedHashSet<>();
        Dyadic.cover(drop.minPercent(), 100).forEach(node -> anchors.add(Anchor.drop(node.level(), node.prefix())));
        choices.add(Filing.underAnchors(anchors, DROP_SHARE));
    }

    /** Every part within every category; without the categories where that would be too many. */
    private <T> void narrowed(Filing scope, List<T> parts, double share, BiFunction<String, T, Anchor> anchor) {
        boolean tooMany = scope.anchors().size() * parts.size() > MAX_NARROWED;
        Filing within = tooMany ? Filing.UNDER_EVERYTHING : scope;
        Set<Anchor> anchors = new LinkedHashSet<>();
        for (Anchor narrow : within.anchors()) {
            parts.forEach(part -> anchors.add(anchor.apply(narrow.scope(), part)));
        }
        choices.add(Filing.underAnchors(anchors, share * within.share()));
    }

    /** How many alerts are filed where. */
    interface Crowds {

        int under(String word);

        int under(Anchor anchor);
    }
}
