package dev.souk.alerts;

import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /** Attributes that must have a text, by {@link ListedAttributes#pair}. */
    private final String @Nullable [] pairs;

    private final AttributeTest @Nullable [] attributes;

    @Nullable
    private final SortedSet<String> sellers;

    @Nullable
    private final SortedSet<String> excludedSellers;

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
        sellers = criteria.sellers().any().isEmpty() ? null : criteria.sellers().any();
        excludedSellers =
                criteria.sellers().none().isEmpty() ? null : criteria.sellers().none();
        List<String> texts = new ArrayList<>();
        List<AttributeTest> tests = new ArrayList<>();
        for (AttributeCriterion wanted : criteria.attributes()) {
            if (wanted.operator() == AttributeOperator.EQUAL
                    && wanted.values().get(0) instanceof AttributeValue.Text text) {
                texts.add(ListedAttributes.pair(wanted.name(), text.text()));
            } else {
                tests.add(new AttributeTest(wanted.name().toLowerCase(Locale.ROOT), wanted));
            }
        }
        pairs = texts.isEmpty() ? null : texts.toArray(String[]::new);
        attributes = tests.isEmpty() ? null : tests.toArray(AttributeTest[]::new);
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
                && (sources == null || sources.contains(listing.source))
                && acceptsSeller(listing.seller);
    }

    private boolean acceptsSeller(@Nullable String seller) {
        if (seller == null) {
            return sellers == null;
        }
        return (sellers == null || sellers.contains(seller))
                && (excludedSellers == null || !excludedSellers.contains(seller));
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
        if (pairs != null) {
            for (String pair : pairs) {
                if (!listing.attributes.pairs.contains(pair)) {
                    return false;
                }
            }
        }
        if (attributes != null) {
            for (AttributeTest attribute : attributes) {
                if (!listing.attributes.satisfy(attribute.name, attribute.wanted)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A demand on the attribute of that name, in lower case. */
    private record AttributeTest(String name, AttributeCriterion wanted) {}

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
