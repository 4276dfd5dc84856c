package dev.souk.benchmarks.engine;

import dev.souk.benchmarks.engine.LuceneSetup.Trait;
import dev.souk.model.GeoPoint;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeReading;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultiMatchingQueries;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.monitor.TermWeightor;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Lucene Monitor, set up in one of several ways. In the better ones, terms are weighted by how many listings show them, and, what
 * it does not do by itself, cells of the map and brackets of prices are terms, so that an alert without words has something
 * rare to be found by; circles and ranges of attributes are checked by the caller, which is faster than its own queries.
 */
final class LuceneMonitor implements ReverseSearch {

    private static final int BATCH = 5_000;
    private static final float MIN_WEIGHT = 0;

    private final Map<Long, AlertCriteria> checked = new HashMap<>();
    private final LuceneSetup setup;
    private final ShownKeys keys;
    private final Monitor monitor;

    LuceneMonitor(LuceneSetup setup, List<Listing> seen) {
        this.setup = setup;
        keys = new ShownKeys(seen);
        try {
            monitor = new Monitor(TextTokenizer.analyzer(), presearcher());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Presearcher presearcher() {
        TermWeightor weights = setup.has(Trait.FREQUENCIES) ? this::weight : TermWeightor.DEFAULT;
        return switch (setup.passes()) {
            case 0 -> Presearcher.NO_FILTERING;
            case 1 -> new TermFilteredPresearcher(weights, List.of(), Set.of());
            default -> new MultipassTermFilteredPresearcher(setup.passes(), MIN_WEIGHT, weights, List.of(), Set.of());
        };
    }

    private double weight(Term term) {
        return -Math.log(keys.share(term.field() + ":" + term.text()));
    }

    @Override
    public String name() {
        return "Lucene Monitor, " + setup.name();
    }

    @Override
    public int atOnce() {
        return setup.batch();
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
    public void loaded() {
        if (setup.has(Trait.PURGED)) {
            try {
                monitor.purgeCache();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
        criteria.attributes().forEach(wanted -> attribute(wanted, all));
        if (criteria.price() != null) {
            price(
                    criteria.price(),
                    setup.has(Trait.BRACKETS) && demand.required().isEmpty(),
                    all);
        }
        if (!criteria.near().isEmpty()) {
            near(criteria.near(), all);
        }
        boolean isInexact =
                !criteria.near().isEmpty() || !criteria.attributes().stream().allMatch(NamedValues::areDemandedBy);
        if (setup.has(Trait.CHECKED_BY_CALLER) && isInexact) {
            checked.put(alert.id(), criteria);
        }
        if (all.build().clauses().isEmpty()) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        demand.excluded().forEach(phrase -> all.add(phrase(phrase), Occur.MUST_NOT));
        criteria.sellers().none().forEach(id -> all.add(new TermQuery(new Term("seller", id)), Occur.MUST_NOT));
        return new MonitorQuery(Long.toString(alert.id()), all.build());
    }

    private void attribute(AttributeCriterion wanted, BooleanQuery.Builder all) {
        if (NamedValues.areDemandedBy(wanted)) {
            oneOf("attribute", NamedValues.of(wanted), all);
        } else if (!setup.has(Trait.CHECKED_BY_CALLER)) {
            NumberRange range = NumberRange.of(wanted);
            all.add(DoublePoint.newRangeQuery("number " + wanted.name(), range.low(), range.high()), Occur.FILTER);
        }
    }

    private void near(List<GeoArea> areas, BooleanQuery.Builder all) {
        List<GeoCircle> circles = areas.stream().map(GeoCircle.class::cast).toList();
        if (setup.has(Trait.CELLS)) {
            oneOf(
                    "cell",
                    circles.stream()
                            .flatMap(circle -> Grid.cover(circle).stream())
                            .toList(),
                    all);
        }
        if (!setup.has(Trait.CHECKED_BY_CALLER)) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            circles.forEach(circle -> any.add(distance(circle), Occur.SHOULD));
            all.add(any.build(), Occur.FILTER);
        }
    }

    private static Query distance(GeoCircle circle) {
        return LatLonPoint.newDistanceQuery(
                "point", circle.center().latitude(), circle.center().longitude(), 1_000 * circle.radiusKm());
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
        text(listing, document);
        ShownKeys.names(listing).forEach((field, value) -> document.add(new StringField(field, value, Field.Store.NO)));
        listing.attributes().forEach((name, value) -> {
            document.add(new StringField("attribute", name + "=" + value, Field.Store.NO));
            BigDecimal number = AttributeReading.of(value).number();
            if (number != null && !setup.has(Trait.CHECKED_BY_CALLER)) {
                document.add(new DoublePoint("number " + name, number.doubleValue()));
            }
        });
        if (listing.price() != null) {
            document.add(new LongPoint("price", Seen.cents(listing.price().amount())));
        }
        GeoPoint point = listing.point();
        if (point != null && !setup.has(Trait.CHECKED_BY_CALLER)) {
            document.add(new LatLonPoint("point", point.latitude(), point.longitude()));
        }
        Grid.shown(listing).forEach(term -> {
            int colon = term.indexOf(':');
            String field = term.substring(0, colon);
            if (setup.has(field.equals("cell") ? Trait.CELLS : Trait.BRACKETS)) {
                document.add(new StringField(field, term.substring(colon + 1), Field.Store.NO));
            }
        });
        return new Prepared(listing, document);
    }

    private void text(Listing listing, Document document) {
        String place = listing.location();
        if (setup.has(Trait.ANALYZING)) {
            document.add(new TextField("text", listing.title(), Field.Store.NO));
            document.add(new TextField("text", Objects.toString(listing.description(), ""), Field.Store.NO));
            document.add(new TextField("place", Objects.toString(place, ""), Field.Store.NO));
        } else {
            document.add(new TextField("text", new TermStream(Seen.of(listing).terms(1))));
            document.add(new TextField("place", new TermStream(TextAnalyzer.terms(Objects.toString(place, "")))));
        }
    }

    @Override
    public long[] match(Object prepared) {
        Prepared listing = (Prepared) prepared;
        try {
            return ids(
                    monitor.match(listing.document, QueryMatch.SIMPLE_MATCHER).getMatches(), listing.listing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<long[]> matchAll(List<Object> prepared) {
        return setup.batch() == 1 ? prepared.stream().map(this::match).toList() : matchBatch(prepared);
    }

    private List<long[]> matchBatch(List<Object> prepared) {
        Document[] documents =
                prepared.stream().map(asked -> ((Prepared) asked).document).toArray(Document[]::new);
        try {
            MultiMatchingQueries<QueryMatch> found = monitor.match(documents, QueryMatch.SIMPLE_MATCHER);
            return IntStream.range(0, documents.length)
                    .mapToObj(i -> ids(found.getMatches(i), ((Prepared) prepared.get(i)).listing))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long[] ids(Collection<QueryMatch> matches, Listing listing) {
        return matches.stream()
                .mapToLong(match -> Long.parseLong(match.getQueryId()))
                .filter(id -> isReally(id, listing))
                .sorted()
                .toArray();
    }

    private boolean isReally(long id, Listing listing) {
        AlertCriteria criteria = checked.get(id);
        if (criteria == null) {
            return true;
        }
        return criteria.isNear(listing.point())
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
