package dev.souk.alerts;

import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.text.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes an alert as a {@link Program}: the clauses that cost least and fail most come first, and of the terms that must
 * all be shown the rarest. For the writer of the index; can be used again.
 */
final class ProgramWriter {

    private final Vocabulary vocabulary;
    private final Shares shares;
    private final FilingChoice choice;

    private final List<Term> single = new ArrayList<>();
    private final List<Term[]> any = new ArrayList<>();
    private final List<Term[]> phrases = new ArrayList<>();
    private final List<Term[][]> groups = new ArrayList<>();
    private int[] out = new int[64];
    private int length;
    private char[] name = new char[256];

    ProgramWriter(Vocabulary vocabulary, Shares shares) {
        this.vocabulary = vocabulary;
        this.shares = shares;
        choice = new FilingChoice(shares);
    }

    int[] write(long id, AlertCriteria criteria, Demands demands) {
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
        clauses(criteria);
        attributes(criteria);
        excluded(criteria, demands);
        single.forEach(choice::offer);
        any.forEach(choice::offerAny);
        phrases.forEach(choice::offerOneOf);
        groups.forEach(choice::offerGroup);
        choice.offerClauses(out, length, vocabulary);
        choice.write(this::put);
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
        choice.scope(require(Term.Kind.CATEGORY, criteria.categories()));
        choice.scope(require(Term.Kind.SUBCATEGORY, criteria.subcategories()));
        require(Term.Kind.SOURCE, criteria.sources());
        require(Term.Kind.SELLER, criteria.sellers().any());
        criteria.attributes().stream().filter(ProgramWriter::isByText).forEach(this::text);
        if (demands.place() != null) {
            require(terms(Term.Kind.PLACE, demands.place()));
        }
        single.sort(Comparator.comparingDouble(shares::of));
    }

    private void require(List<Phrase> group) {
        if (group.size() == 1) {
            require(terms(Term.Kind.WORD, group.get(0)));
            return;
        }
        Term[][] atoms =
                group.stream().map(phrase -> terms(Term.Kind.WORD, phrase)).toArray(Term[][]::new);
        if (Arrays.stream(atoms).allMatch(atom -> atom.length == 1)) {
            any.add(Arrays.stream(atoms).map(atom -> atom[0]).toArray(Term[]::new));
        } else {
            groups.add(atoms);
        }
    }

    private void require(Term[] row) {
        if (row.length == 1) {
            single.add(row[0]);
        } else {
            phrases.add(row);
        }
    }

    private Term[] require(Term.Kind kind, Collection<?> names) {
        Term[] terms = names.stream().map(one -> use(kind, one.toString())).toArray(Term[]::new);
        if (terms.length > 0) {
            requireAny(terms);
        }
        return terms;
    }

    private void requireAny(Term[] terms) {
        if (terms.length == 1) {
            single.add(terms[0]);
        } else {
            any.add(terms);
        }
    }

    private static boolean isByText(AttributeCriterion wanted) {
        return (wanted.operator() == AttributeOperator.EQUAL || wanted.operator() == AttributeOperator.IN)
                && wanted.values().stream().allMatch(AttributeValue.Text.class::isInstance);
    }

    private void text(AttributeCriterion wanted) {
        requireAny(wanted.values().stream().map(value -> pair(wanted, value)).toArray(Term[]::new));
    }

    private Term pair(AttributeCriterion wanted, AttributeValue value) {
        return use(Term.Kind.ATTRIBUTE, lower(wanted.name()) + '\0' + lower(((AttributeValue.Text) value).text()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
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
        return vocabulary.use(kind, name, 0, size);
    }

    private void clauses(AlertCriteria criteria) {
        if (!single.isEmpty()) {
            head(Program.ALL, single.size());
            single.forEach(term -> put(term.number));
        }
        PriceRange range = criteria.price();
        if (range != null) {
            head(Program.PRICE, Program.PRICE_SIZE);
            put(use(Term.Kind.CURRENCY, range.currency()).number);
            put(range.min() == null ? 0L : Prices.scaled(range.min()));
            put(range.max() == null ? -1L : Prices.scaled(range.max()));
        }
        if (criteria.priceDrop() != null) {
            head(Program.DROP, criteria.priceDrop().minPercent());
        }
        any.forEach(terms -> row(Program.ANY, terms));
        phrases.forEach(terms -> row(Program.PHRASE, terms));
        groups.forEach(this::group);
        if (criteria.near() != null) {
            head(Program.CIRCLE, Circle.SIZE);
            for (double number : Circle.numbers(criteria.near())) {
                put(Double.doubleToRawLongBits(number));
            }
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
            if (!isByText(wanted)) {
                int values = wanted.values().size();
                head(Program.ATTRIBUTE, AttributeClause.VALUES - 1 + values * AttributeClause.VALUE_SIZE);
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
        List<Term> none = new ArrayList<>();
        List<Term[]> rows = new ArrayList<>();
        for (Phrase phrase : demands.excluded()) {
            Term[] terms = terms(Term.Kind.WORD, phrase);
            if (terms.length == 1) {
                none.add(terms[0]);
            } else {
                rows.add(terms);
            }
        }
        criteria.sellers().none().forEach(id -> none.add(use(Term.Kind.SELLER, id)));
        if (!none.isEmpty()) {
            row(Program.NONE, none.toArray(Term[]::new));
        }
        rows.forEach(row -> row(Program.NO_PHRASE, row));
    }
}
