package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every alert as a small object, words as numbers, all of them asked about every listing, the cheapest test first. */
final class PlainLoop implements ReverseSearch {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Compiled> alerts = new ArrayList<>();
    private final Map<Long, Integer> places = new HashMap<>();

    @Override
    public String name() {
        return "plain loop";
    }

    @Override
    public void load(Iterable<Alert> all) {
        all.forEach(this::add);
    }

    @Override
    public void add(Alert alert) {
        places.put(alert.id(), alerts.size());
        alerts.add(new Compiled(alert));
    }

    @Override
    public void remove(Alert alert) {
        int place = Objects.requireNonNull(places.remove(alert.id()));
        Compiled last = alerts.remove(alerts.size() - 1);
        if (place < alerts.size()) {
            alerts.set(place, last);
            places.put(last.id, place);
        }
    }

    @Override
    public Object prepare(Listing listing) {
        return Seen.of(listing);
    }

    @Override
    public long[] match(Object prepared) {
        View view = new View((Seen) prepared);
        long[] found = new long[16];
        int count = 0;
        for (Compiled alert : alerts) {
            if (alert.accepts(view)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = alert.id;
            }
        }
        long[] ids = Arrays.copyOf(found, count);
        Arrays.sort(ids);
        return ids;
    }

    private int number(String text) {
        return numbers.computeIfAbsent(text, any -> numbers.size());
    }

    private int[] names(char kind, Iterable<?> names) {
        List<Integer> found = new ArrayList<>();
        names.forEach(name -> found.add(number(kind + name.toString())));
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[][] phrases(List<Phrase> phrases) {
        return phrases.stream()
                .map(phrase -> phrase.terms().stream().mapToInt(this::number).toArray())
                .toArray(int[][]::new);
    }

    /** A listing in numbers. */
    private final class View {
        final int[] terms;
        final boolean[] present = new boolean[numbers.size()];
        final int source;
        final int category;
        final int subcategory;
        final int seller;
        final int currency;
        final long cents;
        final Listing listing;
        final int[] place;
        final Map<String, AttributeReading> attributes = new HashMap<>();

        View(Seen seen) {
            listing = seen.listing();
            terms = seen.terms(1).stream()
                    .mapToInt(term -> known(term == null ? "" : term))
                    .toArray();
            for (int term : terms) {
                if (term >= 0) {
                    present[term] = true;
                }
            }
            source = known("S" + listing.key().source());
            category = known("C" + lower(listing.category()));
            subcategory = known("D" + lower(listing.subcategory()));
            seller = known("P" + listing.seller().id());
            currency =
                    listing.price() == null ? -1 : known("M" + listing.price().currency());
            cents = listing.price() == null ? -1 : Seen.cents(listing.price().amount());
            place = listing.location() == null
                    ? new int[0]
                    : TextAnalyzer.terms(listing.location()).stream()
                            .mapToInt(this::known)
                            .toArray();
            listing.attributes().forEach((name, value) -> attributes.put(name, AttributeReading.of(value)));
        }

        private static @Nullable String lower(@Nullable String name) {
            return name == null ? null : name.toLowerCase(Locale.ROOT);
        }

        private int known(String text) {
            return numbers.getOrDefault(text, -1);
        }

        boolean holdsAny(int[][] phrases) {
            for (int[] phrase : phrases) {
                if (present[phrase[0]] && (phrase.length == 1 || holds(terms, phrase))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean holds(int[] terms, int[] phrase) {
        for (int i = 0; i + phrase.length <= terms.length; i++) {
            if (Arrays.equals(terms, i, i + phrase.length, phrase, 0, phrase.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(int[] accepted, int value) {
        for (int one : accepted) {
            if (one == value) {
                return true;
            }
        }
        return accepted.length == 0;
    }

    /** An alert in numbers. */
    private final class Compiled {
        final long id;
        final int[] sources;
        final int[] categories;
        final int[] subcategories;
        final int[] sellers;
        final int[] otherSellers;
        final int currency;
        final long lowest;
        final long highest;
        final int[][][] required;
        final int[][] excluded;
        final int[] place;
        final AlertCriteria criteria;

        Compiled(Alert alert) {
            id = alert.id();
            criteria = alert.criteria();
            sources = names('S', criteria.sources());
            categories = names('C', criteria.categories());
            subcategories = names('D', criteria.subcategories());
            sellers = names('P', criteria.sellers().any());
            otherSellers = names('P', criteria.sellers().none());
            currency = criteria.price() == null
                    ? -1
                    : number("M" + criteria.price().currency());
            lowest = criteria.price() == null || criteria.price().min() == null
                    ? 0
                    : Seen.cents(criteria.price().min());
            highest = criteria.price() == null || criteria.price().max() == null
                    ? Long.MAX_VALUE
                    : Seen.cents(criteria.price().max());
            Demand demand = Demand.of(alert);
            required = demand.required().stream().map(PlainLoop.this::phrases).toArray(int[][][]::new);
            excluded = phrases(demand.excluded());
            place = criteria.location() == null
                    ? new int[0]
                    : phrases(List.of(Phrase.of(criteria.location()).orElseThrow()))[0];
        }

        boolean accepts(View view) {
            if (!isOneOf(categories, view.category)
                    || !isOneOf(subcategories, view.subcategory)
                    || (currency >= 0 && (view.currency != currency || view.cents < lowest || view.cents > highest))
                    || !isOneOf(sources, view.source)
                    || !isOneOf(sellers, view.seller)
                    || (otherSellers.length > 0 && isOneOf(otherSellers, view.seller))) {
                return false;
            }
            for (int[][] group : required) {
                if (!view.holdsAny(group)) {
                    return false;
                }
            }
            return !view.holdsAny(excluded)
                    && (place.length == 0 || holds(view.place, place))
                    && criteria.attributes().stream().allMatch(wanted -> isMet(wanted, view))
                    && (criteria.near() == null
                            || (view.listing.point() != null && criteria.near().contains(view.listing.point())));
        }

        private boolean isMet(AttributeCriterion wanted, View view) {
            AttributeReading said = view.attributes.get(wanted.name());
            return said != null && wanted.isMetBy(said);
        }
    }
}
