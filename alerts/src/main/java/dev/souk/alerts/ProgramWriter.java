package dev.souk.alerts;

import dev.souk.model.ExchangeRates;
import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.QueryPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes an alert as a {@link Program}: the clauses that cost least and fail most come first, and so with the terms that
 * must all be shown. For the writer of the index; can be used again.
 */
final class ProgramWriter {

    private static final Term[] NO_TERMS = {};

    private final Vocabulary vocabulary;
    private final Shares shares;
    private final FilingChoice choice;

    /** The numbers of the terms that were counted as used, as often as they were, since it last began to write. */
    final IntList used = new IntList();

    private final List<Term> single = new ArrayList<>();
    private final List<Term[]> any = new ArrayList<>();
    private final List<Term[]> phrases = new ArrayList<>();
    private final List<Term[][]> groups = new ArrayList<>();
    private int[] out = new int[64];
    private int length;
    private char[] name = new char[256];
    private ExchangeRates rates = ExchangeRates.NONE;

    ProgramWriter(Vocabulary vocabulary, Shares shares, Silences silences) {
        choice = new FilingChoice(shares, silences);
        this.vocabulary = vocabulary;
        this.shares = shares;
    }

    /** By which prices of alerts that are written from now on reach other currencies. */
    void use(ExchangeRates rates) {
        this.rates = rates;
    }

    int[] write(long id, AlertCriteria criteria, Demands demands) {
        used.clear();
        single.clear();
        any.clear();
        phrases.clear();
        groups.clear();
        choice.clear();
        length = 0;
        put((int) id);
        put((int) (id >>> Integer.SIZE));
        put(0);
        required(criteria, demands);
        clauses(criteria, demands.prices());
        attributes(criteria);
        excluded(criteria, demands);
        choice.length(length);
        single.forEach(choice::offer);
        any.forEach(choice::offerAny);
        phrases.forEach(choice::offerOneOf);
        groups.forEach(choice::offerGroup);
        choice.offerClauses(out, length, vocabulary);
        choice.write(out, length, this::put);
        return Arrays.copyOf(out, length);
    }

    private void put(int number) {
        if (length == out.length) {
            out = Arrays.copyOf(out, 2 * length);
        }
        out[length] = number;
        length++;
    }

    private void put(long number) {
        put((int) number);
        put((int) (number >>> Integer.SIZE));
    }

    private void head(int kind, int number) {
        put(Program.head(kind, number));
    }

    private void required(AlertCriteria criteria, Demands demands) {
        demands.required().forEach(this::require);
        Term[] noCategory = unsaid(criteria, CriteriaClause.CATEGORIES);
        choice.scope(require(Term.Kind.CATEGORY, criteria.categories(), noCategory));
        Term[] noSubcategory = unsaid(criteria, CriteriaClause.SUBCATEGORIES);
        choice.scope(require(Term.Kind.SUBCATEGORY, criteria.subcategories(), noSubcategory));
        require(Term.Kind.SOURCE, criteria.sources(), NO_TERMS);
        require(Term.Kind.SELLER, criteria.sellers().any(), NO_TERMS);
        for (AttributeCriterion wanted : criteria.attributes()) {
            if (AttributeClause.isOfTerms(wanted)) {
                text(wanted);
            }
        }
        if (demands.place() != null) {
            Term[] place = terms(Term.Kind.PLACE, demands.place());
            Term[] noPlace = unsaid(criteria, CriteriaClause.LOCATION);
            if (noPlace.length == 0) {
                require(place);
            } else {
                groups.add(new Term[][] {place, noPlace});
            }
        }
        single.sort(Comparator.comparingDouble(Shares::ofSimilar));
    }

    private void require(List<Phrase> group) {
        if (group.size() == 1 && group.get(0).prefix() == null) {
            require(words(group.get(0)));
            return;
        }
        List<Term[]> atoms = atoms(group);
        if (atoms.size() == 1) {
            require(atoms.get(0));
        } else if (atoms.stream().allMatch(atom -> atom.length == 1)) {
            requireAny(atoms.stream().map(atom -> atom[0]).toArray(Term[]::new));
        } else {
            groups.add(atoms.toArray(Term[][]::new));
        }
    }

    private void require(Term[] row) {
        if (row.length == 1) {
            single.add(row[0]);
        } else {
            phrases.add(row);
            int first = shares.rarestPair(row);
            if (first >= 0) {
                single.add(neighbours(row[first], row[first + 1]));
            }
        }
    }

    /** What every listing shows that has both in a row, and few others. */
    private Term neighbours(Term first, Term second) {
        Term pair = vocabulary.usePair(first, second);
        used.add(pair.number);
        pair.share = (float) shares.ofPair(first, second);
        return pair;
    }

    /** What a listing shows that does not say what the clause asks for; nothing if that will not do. */
    private Term[] unsaid(AlertCriteria criteria, CriteriaClause clause) {
        return criteria.acceptsUnknown(clause) ? new Term[] {use(Term.Kind.UNSAID, clause.key())} : NO_TERMS;
    }

    /** One of the names, or one of the others. */
    private Term[] require(Term.Kind kind, Collection<?> names, Term[] others) {
        if (names.isEmpty()) {
            return NO_TERMS;
        }
        Term[] terms = Arrays.copyOf(others, others.length + names.size());
        int count = others.length;
        for (Object name : names) {
            terms[count] = use(kind, name.toString());
            count++;
        }
        requireAny(terms);
        return terms;
    }

    private void requireAny(Term[] terms) {
        Arrays.sort(terms, Shares.MOST_FREQUENT_FIRST);
        if (terms.length == 1) {
            single.add(terms[0]);
        } else {
            any.add(terms);
        }
    }

    private void text(AttributeCriterion wanted) {
        Term[] pairs = new Term[wanted.values().size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pair(wanted, wanted.values().get(i));
        }
        requireAny(pairs);
    }

    private Term pair(AttributeCriterion wanted, AttributeValue value) {
        return use(Term.Kind.ATTRIBUTE, lower(wanted.name()) + '\0' + lower(((AttributeValue.Text) value).text()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The alternatives that phrases stand for: one each, or the word and the prefix of a prefix word. */
    private List<Term[]> atoms(List<Phrase> phrases) {
        List<Term[]> atoms = new ArrayList<>(phrases.size());
        for (Phrase phrase : phrases) {
            String prefix = phrase.prefix();
            if (prefix == null || !phrase.terms().get(0).startsWith(prefix)) {
                atoms.add(words(phrase));
            }
            if (prefix != null) {
                Term.Kind kind = phrase.titleOnly() ? Term.Kind.TITLE_PREFIX : Term.Kind.PREFIX;
                atoms.add(new Term[] {use(kind, prefix)});
            }
        }
        return atoms;
    }

    private Term[] words(Phrase phrase) {
        return terms(phrase.titleOnly() ? Term.Kind.TITLE : Term.Kind.WORD, phrase);
    }

    private Term[] terms(Term.Kind kind, Phrase phrase) {
        List<String> words = phrase.terms();
        Term[] terms = new Term[words.size()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = use(kind, words.get(i));
        }
        return terms;
    }

    private Term use(Term.Kind kind, String text) {
        int size = text.length();
        if (size > name.length) {
            name = new char[2 * size];
        }
        text.getChars(0, size, name, 0);
        Term term = vocabulary.use(kind, name, 0, size);
        used.add(term.number);
        term.share = (float) shares.of(term);
        return term;
    }

    private void clauses(AlertCriteria criteria, List<QueryPrice> asked) {
        if (!single.isEmpty()) {
            head(Program.ALL, single.size());
            single.forEach(term -> put(term.number));
        }
        if (criteria.price() != null) {
            price(criteria.price());
        }
        asked.forEach(this::price);
        if (criteria.priceDrop() != null) {
            drop(criteria.priceDrop());
        }
        if (criteria.minPhotos() > 0) {
            head(Program.PHOTOS, criteria.minPhotos());
        }
        if (criteria.listedWithin() != null) {
            boolean orNone = criteria.acceptsUnknown(CriteriaClause.LISTED_WITHIN);
            int kind = orNone ? Program.LISTED_WITHIN_OR_NONE : Program.LISTED_WITHIN;
            head(kind, (int) criteria.listedWithin().toSeconds());
        }
        any.forEach(terms -> row(Program.ANY, terms));
        phrases.forEach(terms -> row(Program.PHRASE, terms));
        groups.forEach(this::group);
        if (!criteria.near().isEmpty()) {
            boolean orNone = criteria.acceptsUnknown(CriteriaClause.NEAR);
            boolean isRound = !orNone && criteria.near().stream().allMatch(GeoCircle.class::isInstance);
            int at = length;
            put(0);
            Areas.write(criteria.near(), isRound, this::put);
            int kind = isRound ? Program.CIRCLE : orNone ? Program.AREAS_OR_NONE : Program.AREAS;
            out[at] = Program.head(kind, length - at - 1);
        }
        if (criteria.withoutSuspiciousPrices()) {
            head(Program.MEANT, 0);
        }
    }

    private void price(PriceRange range) {
        List<PriceRange> ranges = range.in(rates);
        if (ranges.size() == 1) {
            head(range.unknownAccepted() ? Program.PRICE_OR_NONE : Program.PRICE, Program.PRICE_SIZE);
        } else {
            head(Program.PRICES, 1 + ranges.size() * Program.PRICE_SIZE);
            put(range.unknownAccepted() ? 1 : 0);
        }
        for (PriceRange one : ranges) {
            put(use(Term.Kind.CURRENCY, one.currency()).number);
            amounts(one.min(), one.max());
        }
    }

    private void price(QueryPrice asked) {
        PriceRange.of(asked).ifPresentOrElse(this::price, () -> {
            head(Program.AMOUNT, Program.AMOUNT_SIZE);
            amounts(asked.min(), asked.max());
        });
    }

    private void amounts(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        put(min == null ? 0L : Prices.scaled(min));
        put(max == null ? -1L : Prices.scaled(max));
    }

    private void drop(PriceDrop drop) {
        head(Program.DROP, drop.minPercent());
        Money amount = drop.minAmount();
        if (amount != null) {
            head(Program.DROP_AMOUNT, Program.DROP_AMOUNT_SIZE);
            put(use(Term.Kind.CURRENCY, amount.currency()).number);
            put(Prices.scaled(amount.amount()));
        }
        if (drop.target() != null) {
            price(PriceRange.upTo(drop.target()));
        }
    }

    private void row(int kind, Term[] terms) {
        head(kind, terms.length);
        for (Term term : terms) {
            put(term.number);
        }
    }

    private void group(Term[][] atoms) {
        head(
                Program.GROUP,
                atoms.length
                        + Arrays.stream(atoms).mapToInt(atom -> atom.length).sum());
        for (Term[] atom : atoms) {
            put(atom.length);
            for (Term term : atom) {
                put(term.number);
            }
        }
    }

    private void attributes(AlertCriteria criteria) {
        for (AttributeCriterion wanted : criteria.attributes()) {
            if (!AttributeClause.isOfTerms(wanted)) {
                int values = wanted.values().size();
                int kind = wanted.unknownAccepted() ? Program.ATTRIBUTE_OR_NONE : Program.ATTRIBUTE;
                head(kind, AttributeClause.VALUES - 1 + values * AttributeClause.VALUE_SIZE);
                put(use(Term.Kind.ATTRIBUTE_NAME, lower(wanted.name())).number);
                put(AttributeClause.code(wanted.operator()));
                wanted.values().forEach(value -> value(wanted, value));
            }
        }
    }

    private void value(AttributeCriterion wanted, AttributeValue value) {
        if (value instanceof AttributeValue.Quantity quantity) {
            put(AttributeClause.NUMBER);
            put(Attribute.whole(quantity.number()));
            put(Attribute.nanos(quantity.number()));
            return;
        }
        if (value instanceof AttributeValue.Day day) {
            put(AttributeClause.DAY);
            put(Attribute.day(day.toString()));
        } else if (value instanceof AttributeValue.Truth truth) {
            put(AttributeClause.TRUTH);
            put(truth.truth() ? 1 : 0);
        } else {
            put(AttributeClause.TEXT);
            put(pair(wanted, value).number);
        }
        put(0L);
    }

    private void excluded(AlertCriteria criteria, Demands demands) {
        if (demands.excluded().isEmpty()
                && criteria.sellers().none().isEmpty()
                && criteria.excludedSources().isEmpty()) {
            return;
        }
        List<Term> none = new ArrayList<>();
        List<Term[]> rows = new ArrayList<>();
        for (Term[] terms : atoms(demands.excluded())) {
            if (terms.length == 1) {
                none.add(terms[0]);
            } else {
                rows.add(terms);
            }
        }
        criteria.sellers().none().forEach(id -> none.add(use(Term.Kind.SELLER, id)));
        criteria.excludedSources().forEach(source -> none.add(use(Term.Kind.SOURCE, source.value())));
        if (!none.isEmpty()) {
            none.sort(Shares.MOST_FREQUENT_FIRST);
            row(Program.NONE, none.toArray(Term[]::new));
        }
        rows.forEach(row -> row(Program.NO_PHRASE, row));
    }
}
