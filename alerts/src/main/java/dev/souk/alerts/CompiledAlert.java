package dev.souk.alerts;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** An alert made ready to be asked often: null where it demands nothing. */
final class CompiledAlert {

    final long id;

    /** Its words, each once. */
    final List<Word> words;

    /** The highest number among its words; -1 for none. */
    final int newestWord;

    /** Where it is filed; the writer's. */
    List<Postings> filedUnder = List.of();

    /** Whether it is part of the index: false from before its words are forgotten. */
    volatile boolean live = true;

    @Nullable
    private final SortedSet<SourceId> sources;

    @Nullable
    private final SortedSet<String> categories;

    @Nullable
    private final SortedSet<String> subcategories;

    @Nullable
    private final String currency;

    private final long lowestPrice;
    private final long highestPrice;
    private final int minDrop;

    private final String @Nullable [] attributes;

    private final int @Nullable [][][] required;

    private final int @Nullable [][] excluded;

    private final int @Nullable [] place;

    @Nullable
    private final Circle circle;

    CompiledAlert(Alert alert, Demands demands, Vocabulary vocabulary) {
        AlertCriteria criteria = alert.criteria();
        id = alert.id();
        sources = criteria.sources().isEmpty() ? null : criteria.sources();
        categories = criteria.categories().isEmpty() ? null : criteria.categories();
        subcategories = criteria.subcategories().isEmpty() ? null : criteria.subcategories();
        PriceRange price = criteria.price();
        currency = price == null ? null : price.currency();
        lowestPrice = price == null || price.min() == null ? 0 : Prices.scaled(price.min());
        highestPrice = price == null || price.max() == null ? -1 : Prices.scaled(price.max());
        minDrop = criteria.priceDrop() == null
                ? Prices.NO_DROP
                : criteria.priceDrop().minPercent();
        attributes = attributes(criteria.attributes());
        circle = criteria.near() == null ? null : new Circle(criteria.near());

        Numbering numbering = new Numbering(vocabulary);
        required = demands.required().isEmpty()
                ? null
                : demands.required().stream().map(numbering::phrases).toArray(int[][][]::new);
        excluded = demands.excluded().isEmpty() ? null : numbering.phrases(demands.excluded());
        place = demands.place() == null ? null : numbering.phrase(demands.place());
        words = List.copyOf(numbering.used.values());
        newestWord = words.stream().mapToInt(word -> word.number).max().orElse(-1);
    }

    private static String @Nullable [] attributes(List<AttributeCriterion> criteria) {
        return criteria.isEmpty()
                ? null
                : criteria.stream()
                        .map(criterion -> ListingView.attribute(criterion.name(), criterion.value()))
                        .toArray(String[]::new);
    }

    /** Whether the listing satisfies every clause. The cheapest tests, and those that fail most, come first. */
    boolean accepts(ListingView listing) {
        return acceptsScope(listing)
                && acceptsPrice(listing)
                && listing.text.containsAll(required)
                && acceptsPlace(listing)
                && acceptsAttributes(listing)
                && (excluded == null || !listing.text.containsAny(excluded));
    }

    private boolean acceptsScope(ListingView listing) {
        return (subcategories == null || (listing.subcategory != null && subcategories.contains(listing.subcategory)))
                && (categories == null || (listing.category != null && categories.contains(listing.category)))
                && (sources == null || sources.contains(listing.source));
    }

    private boolean acceptsPrice(ListingView listing) {
        if (currency != null) {
            Money price = listing.price;
            if (price == null
                    || Long.compareUnsigned(listing.scaledPrice, lowestPrice) < 0
                    || Long.compareUnsigned(listing.scaledPrice, highestPrice) > 0
                    || !price.currency().equals(currency)) {
                return false;
            }
        }
        return minDrop <= listing.dropPercent || minDrop == Prices.NO_DROP;
    }

    private boolean acceptsPlace(ListingView listing) {
        if (place != null && !listing.place.contains(place)) {
            return false;
        }
        Circle.Direction direction = listing.direction;
        return circle == null || (direction != null && circle.contains(direction));
    }

    private boolean acceptsAttributes(ListingView listing) {
        if (attributes != null) {
            for (String attribute : attributes) {
                if (!listing.attributes.contains(attribute)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Turns phrases into numbers, and counts each word as used once by this alert. */
    private static final class Numbering {

        private final Vocabulary vocabulary;
        private final Map<String, Word> used = new HashMap<>();

        private Numbering(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        private int[][] phrases(List<Phrase> phrases) {
            List<int[]> numbers = new ArrayList<>(phrases.size());
            for (Phrase phrase : phrases) {
                numbers.add(phrase(phrase));
            }
            return numbers.toArray(int[][]::new);
        }

        private int[] phrase(Phrase phrase) {
            return phrase.terms().stream()
                    .mapToInt(term -> used.computeIfAbsent(term, vocabulary::use).number)
                    .toArray();
        }
    }
}
