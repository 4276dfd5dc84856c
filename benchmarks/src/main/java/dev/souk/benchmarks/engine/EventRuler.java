package dev.souk.benchmarks.engine;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.event.ruler.Machine;

/**
 * AWS Event Ruler, with every word of a listing and every two words in a row as a field of the event, since that is how it
 * can be asked for several words and for the absence of one. It cannot hold circles, phrases of three words, two groups of
 * alternatives, a word that is wanted and left out, or places in words; ranges of numbers it can, but adding them takes
 * minutes from 10,000 rules on.
 */
final class EventRuler implements ReverseSearch {

    private static final String WORDS = "\"w\":{";

    /** Before each word: some, such as "cidr", are words of its own where alternatives stand. No term holds it. */
    private static final char MARK = '_';

    private final Machine machine = Machine.builder().build();

    @Override
    public String name() {
        return "Event Ruler";
    }

    @Override
    public boolean canHold(Alert alert) {
        AlertCriteria criteria = alert.criteria();
        Demand demand = Demand.of(alert);
        boolean demandsSomething = !demand.required().isEmpty()
                || !criteria.categories().isEmpty()
                || !criteria.subcategories().isEmpty();
        return demandsSomething
                && criteria.near().isEmpty()
                && criteria.price() == null
                && criteria.location() == null
                && (criteria.sellers().any().isEmpty()
                        || criteria.sellers().none().isEmpty())
                && criteria.attributes().stream().allMatch(NamedValues::areDemandedBy)
                && criteria.attributes().stream()
                                .map(AttributeCriterion::name)
                                .distinct()
                                .count()
                        == criteria.attributes().size()
                && demand.required().stream().filter(group -> group.size() > 1).count() <= 1
                && demand.required().stream().flatMap(List::stream).noneMatch(demand.excluded()::contains)
                && demand.required().stream()
                        .flatMap(List::stream)
                        .allMatch(phrase -> phrase.terms().size() <= 2)
                && demand.excluded().stream().allMatch(phrase -> phrase.terms().size() <= 2);
    }

    @Override
    public void load(Iterable<Alert> alerts) {
        alerts.forEach(this::add);
    }

    @Override
    public void add(Alert alert) {
        try {
            machine.addRule(Long.toString(alert.id()), rule(alert));
        } catch (IOException e) {
            throw new IllegalStateException("Event Ruler refused " + rule(alert), e);
        }
    }

    @Override
    public void remove(Alert alert) {
        try {
            machine.deleteRule(Long.toString(alert.id()), rule(alert));
        } catch (IOException e) {
            throw new IllegalStateException("Event Ruler refused " + rule(alert), e);
        }
    }

    private static String rule(Alert alert) {
        AlertCriteria criteria = alert.criteria();
        Demand demand = Demand.of(alert);
        Set<String> words = new LinkedHashSet<>();
        List<String> fields = new ArrayList<>();
        for (List<Phrase> group : demand.required()) {
            if (group.size() == 1) {
                words.add(field(group.get(0)) + ":[\"1\"]");
            } else {
                fields.add("\"$or\":["
                        + group.stream()
                                .map(phrase -> "{" + WORDS + field(phrase) + ":[\"1\"]}}")
                                .collect(Collectors.joining(","))
                        + "]");
            }
        }
        demand.excluded().forEach(phrase -> words.add(field(phrase) + ":[{\"exists\":false}]"));
        if (!words.isEmpty()) {
            fields.add(WORDS + String.join(",", words) + "}");
        }
        oneOf("source", criteria.sources(), fields);
        oneOf("category", criteria.categories(), fields);
        oneOf("subcategory", criteria.subcategories(), fields);
        oneOf("seller", criteria.sellers().any(), fields);
        if (!criteria.sellers().none().isEmpty()) {
            fields.add(
                    "\"seller\":[{\"anything-but\":" + array(criteria.sellers().none()) + "}]");
        }
        for (AttributeCriterion wanted : criteria.attributes()) {
            oneOf(
                    "attribute " + wanted.name(),
                    wanted.values().stream()
                            .map(value -> ((AttributeValue.Text) value).text())
                            .distinct()
                            .toList(),
                    fields);
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String field(Phrase phrase) {
        return "\"" + MARK + String.join(" ", phrase.terms()) + '"';
    }

    private static void oneOf(String field, Collection<?> values, List<String> fields) {
        if (!values.isEmpty()) {
            fields.add('"' + field + "\":" + array(values));
        }
    }

    private static String array(Collection<?> values) {
        return values.stream().map(value -> "\"" + value + '"').collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public Object prepare(Listing listing) {
        Seen seen = Seen.of(listing);
        Set<String> words = new LinkedHashSet<>();
        words(seen.title(), words);
        words(seen.description(), words);
        List<String> fields = new ArrayList<>();
        fields.add(WORDS
                + words.stream().map(word -> "\"" + MARK + word + "\":\"1\"").collect(Collectors.joining(","))
                + "}");
        fields.add("\"source\":\"" + listing.key().source() + '"');
        fields.add("\"category\":\"" + lower(String.valueOf(listing.category())) + '"');
        fields.add("\"subcategory\":\"" + lower(String.valueOf(listing.subcategory())) + '"');
        fields.add("\"seller\":\"" + listing.seller().id() + '"');
        listing.attributes().forEach((name, value) -> fields.add("\"attribute " + name + "\":\"" + value + '"'));
        return "{" + String.join(",", fields) + "}";
    }

    private static void words(List<String> terms, Set<String> words) {
        for (int i = 0; i < terms.size(); i++) {
            words.add(terms.get(i));
            if (i > 0) {
                words.add(terms.get(i - 1) + " " + terms.get(i));
            }
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    @SuppressWarnings("IllegalCatch")
    public long[] match(Object event) {
        try {
            return machine.rulesForJSONEvent((String) event).stream()
                    .mapToLong(Long::parseLong)
                    .sorted()
                    .toArray();
        } catch (Exception e) {
            throw new IllegalStateException("Event Ruler refused an event", e);
        }
    }
}
