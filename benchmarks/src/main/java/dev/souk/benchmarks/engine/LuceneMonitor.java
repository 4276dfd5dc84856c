package dev.souk.benchmarks.engine;

import dev.souk.model.GeoPoint;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Lucene Monitor as well as it can be set up: terms weighted by how many listings show them, and, what it does not do by
 * itself, cells of the map and brackets of prices as terms, so that an alert without words has something rare to be found
 * by. Circles and ranges of attributes are checked by the caller, exactly, which is faster than its own queries for them.
 */
final class LuceneMonitor implements ReverseSearch {

    private static final int BATCH = 5_000;

    private final Map<String, Integer> frequencies = new HashMap<>();
    private final Map<Long, AlertCriteria> checked = new HashMap<>();
    private final Monitor monitor;
    private final int seen;

    LuceneMonitor(List<Listing> seen) {
        this.seen = seen.size();
        seen.forEach(this::count);
        try {
            monitor =
                    new Monitor(new StandardAnalyzer(), new TermFilteredPresearcher(this::weight, List.of(), Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(Listing listing) {
        Seen analyzed = Seen.of(listing);
        Set.copyOf(analyzed.terms(0)).forEach(term -> frequencies.merge("text:" + term, 1, Integer::sum));
        names(listing).forEach((field, value) -> frequencies.merge(field + ":" + value, 1, Integer::sum));
        listing.attributes()
                .forEach((name, value) -> frequencies.merge("attribute:" + name + "=" + value, 1, Integer::sum));
        if (listing.location() != null) {
            TextAnalyzer.terms(listing.location()).forEach(term -> frequencies.merge("place:" + term, 1, Integer::sum));
        }
        Grid.shown(listing).forEach(cell -> frequencies.merge(cell, 1, Integer::sum));
    }

    private double weight(Term term) {
        int listings = frequencies.getOrDefault(term.field() + ":" + term.text(), 0);
        return Math.log((seen + 1) / (listings + 0.5));
    }

    @Override
    public String name() {
        return "Lucene Monitor";
    }

    @Override
    public void load(Iterable<Alert> alerts) {
        List<MonitorQuery> batch = new ArrayList<>();
        for (Alert alert : alerts) {
            batch.add(query(alert));
            if (batch.size() == BATCH) {
                register(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            register(batch);
        }
    }

    @Override
    public void add(Alert alert) {
        register(List.of(query(alert)));
    }

    private void register(List<MonitorQuery> queries) {
        try {
            monitor.register(queries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(Alert alert) {
        try {
            monitor.deleteById(Long.toString(alert.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checked.remove(alert.id());
    }

    private MonitorQuery query(Alert alert) {
        AlertCriteria criteria = alert.criteria();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        Demand demand = Demand.of(alert);
        demand.required().forEach(group -> all.add(any(group), Occur.FILTER));
        oneOf("source", criteria.sources(), all);
        oneOf("category", criteria.categories(), all);
        oneOf("subcategory", criteria.subcategories(), all);
        oneOf("seller", criteria.sellers().any(), all);
        if (criteria.location() != null) {
            Phrase place = Phrase.of(criteria.location()).orElseThrow();
            all.add(new PhraseQuery("place", place.terms().toArray(String[]::new)), Occur.FILTER);
        }
        for (AttributeCriterion wanted : criteria.attributes()) {
            if (isByName(wanted)) {
                oneOf(
                        "attribute",
                        wanted.values().stream()
                                .map(value -> pair(wanted, value))
                                .toList(),
                        all);
            }
        }
        if (criteria.price() != null) {
            price(criteria.price(), demand.required().isEmpty(), all);
        }
        if (criteria.near() != null) {
            oneOf("cell", Grid.cover(criteria.near()), all);
        }
        if (criteria.near() != null || !criteria.attributes().stream().allMatch(LuceneMonitor::isByName)) {
            checked.put(alert.id(), criteria);
        }
        if (all.build().clauses().isEmpty()) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        demand.excluded().forEach(phrase -> all.add(phrase(phrase), Occur.MUST_NOT));
        criteria.sellers().none().forEach(id -> all.add(new TermQuery(new Term("seller", id)), Occur.MUST_NOT));
        return new MonitorQuery(Long.toString(alert.id()), all.build());
    }

    private static void oneOf(String field, Collection<?> values, BooleanQuery.Builder all) {
        if (!values.isEmpty()) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            values.forEach(value -> any.add(new TermQuery(new Term(field, value.toString())), Occur.SHOULD));
            all.add(any.build(), Occur.FILTER);
        }
    }

    private static void price(PriceRange price, boolean byBracket, BooleanQuery.Builder all) {
        long low = price.min() == null ? 0 : Seen.cents(price.min());
        long high = price.max() == null ? Long.MAX_VALUE : Seen.cents(price.max());
        all.add(LongPoint.newRangeQuery("price", low, high), Occur.FILTER);
        all.add(new TermQuery(new Term("currency", price.currency())), Occur.FILTER);
        if (byBracket) {
            oneOf("bracket", Grid.brackets(price.currency(), low, high), all);
        }
    }

    private static boolean isByName(AttributeCriterion wanted) {
        return (wanted.operator() == AttributeOperator.EQUAL || wanted.operator() == AttributeOperator.IN)
                && wanted.values().stream().allMatch(AttributeValue.Text.class::isInstance);
    }

    private static String pair(AttributeCriterion wanted, AttributeValue value) {
        return wanted.name() + "=" + ((AttributeValue.Text) value).text();
    }

    private static Query any(List<Phrase> group) {
        if (group.size() == 1) {
            return phrase(group.get(0));
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        group.forEach(phrase -> any.add(phrase(phrase), Occur.SHOULD));
        return any.build();
    }

    private static Query phrase(Phrase phrase) {
        List<String> terms = phrase.terms();
        return terms.size() == 1
                ? new TermQuery(new Term("text", terms.get(0)))
                : new PhraseQuery("text", terms.toArray(String[]::new));
    }

    @Override
    public Object prepare(Listing listing) {
        Document document = new Document();
        document.add(new TextField("text", new TermStream(Seen.of(listing).terms(1))));
        if (listing.location() != null) {
            document.add(new TextField("place", new TermStream(TextAnalyzer.terms(listing.location()))));
        }
        names(listing).forEach((field, value) -> document.add(new StringField(field, value, Field.Store.NO)));
        listing.attributes()
                .forEach((name, value) ->
                        document.add(new StringField("attribute", name + "=" + value, Field.Store.NO)));
        if (listing.price() != null) {
            document.add(new LongPoint("price", Seen.cents(listing.price().amount())));
        }
        Grid.shown(listing).forEach(term -> {
            int colon = term.indexOf(':');
            document.add(new StringField(term.substring(0, colon), term.substring(colon + 1), Field.Store.NO));
        });
        return new Prepared(listing, document);
    }

    private static Map<String, String> names(Listing listing) {
        Map<String, String> names = new HashMap<>();
        names.put("source", listing.key().source().value());
        if (listing.category() != null) {
            names.put("category", listing.category().toLowerCase(Locale.ROOT));
        }
        if (listing.subcategory() != null) {
            names.put("subcategory", listing.subcategory().toLowerCase(Locale.ROOT));
        }
        if (listing.seller().id() != null) {
            names.put("seller", listing.seller().id());
        }
        if (listing.price() != null) {
            names.put("currency", listing.price().currency());
        }
        return names;
    }

    @Override
    public long[] match(Object prepared) {
        Prepared listing = (Prepared) prepared;
        try {
            return monitor.match(listing.document, QueryMatch.SIMPLE_MATCHER).getMatches().stream()
                    .mapToLong(match -> Long.parseLong(match.getQueryId()))
                    .filter(id -> isReally(id, listing.listing))
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReally(long id, Listing listing) {
        AlertCriteria criteria = checked.get(id);
        if (criteria == null) {
            return true;
        }
        GeoCircle near = criteria.near();
        GeoPoint point = listing.point();
        return (near == null || (point != null && near.contains(point)))
                && criteria.attributes().stream().allMatch(wanted -> {
                    String said = listing.attributes().get(wanted.name());
                    return said != null && wanted.isMetBy(AttributeReading.of(said));
                });
    }

    @Override
    public void close() {
        try {
            monitor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Prepared(Listing listing, Document document) {}
}
