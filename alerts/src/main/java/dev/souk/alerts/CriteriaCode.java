package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Criteria in few bytes: a number whose bits say which clauses there are, then those. */
final class CriteriaCode {

    private static final int SOURCES = 1;
    private static final int CATEGORIES = 1 << 1;
    private static final int SUBCATEGORIES = 1 << 2;
    private static final int PRICE = 1 << 3;
    private static final int ALL = 1 << 4;
    private static final int ANY = 1 << 5;
    private static final int NONE = 1 << 6;
    private static final int LOCATION = 1 << 7;
    private static final int NEAR = 1 << 8;
    private static final int SELLERS = 1 << 9;
    private static final int NOT_SELLERS = 1 << 10;
    private static final int ATTRIBUTES = 1 << 11;
    private static final int DROP = 1 << 12;

    private static final int LOWEST = 1;
    private static final int HIGHEST = 2;

    private CriteriaCode() {}

    static void write(AlertCriteria criteria, ByteWriter out) {
        out.number(clauses(criteria));
        texts(criteria.sources(), out);
        texts(criteria.categories(), out);
        texts(criteria.subcategories(), out);
        if (criteria.price() != null) {
            price(criteria.price(), out);
        }
        texts(criteria.keywords().all(), out);
        texts(criteria.keywords().any(), out);
        texts(criteria.keywords().none(), out);
        if (criteria.location() != null) {
            out.text(criteria.location());
        }
        if (criteria.near() != null) {
            out.exact(criteria.near().center().latitude());
            out.exact(criteria.near().center().longitude());
            out.exact(criteria.near().radiusKm());
        }
        texts(criteria.sellers().any(), out);
        texts(criteria.sellers().none(), out);
        if (!criteria.attributes().isEmpty()) {
            out.list(criteria.attributes(), wanted -> attribute(wanted, out));
        }
        if (criteria.priceDrop() != null) {
            out.number(criteria.priceDrop().minPercent());
        }
    }

    private static int clauses(AlertCriteria criteria) {
        return mark(SOURCES, !criteria.sources().isEmpty())
                | mark(CATEGORIES, !criteria.categories().isEmpty())
                | mark(SUBCATEGORIES, !criteria.subcategories().isEmpty())
                | mark(PRICE, criteria.price() != null)
                | mark(ALL, !criteria.keywords().all().isEmpty())
                | mark(ANY, !criteria.keywords().any().isEmpty())
                | mark(NONE, !criteria.keywords().none().isEmpty())
                | mark(LOCATION, criteria.location() != null)
                | mark(NEAR, criteria.near() != null)
                | mark(SELLERS, !criteria.sellers().any().isEmpty())
                | mark(NOT_SELLERS, !criteria.sellers().none().isEmpty())
                | mark(ATTRIBUTES, !criteria.attributes().isEmpty())
                | mark(DROP, criteria.priceDrop() != null);
    }

    private static int mark(int clause, boolean isThere) {
        return isThere ? clause : 0;
    }

    private static void texts(Collection<?> texts, ByteWriter out) {
        if (!texts.isEmpty()) {
            out.list(texts, text -> out.text(text.toString()));
        }
    }

    private static void price(PriceRange price, ByteWriter out) {
        BigDecimal min = price.min();
        BigDecimal max = price.max();
        out.number(mark(LOWEST, min != null) | mark(HIGHEST, max != null));
        if (min != null) {
            out.decimal(min);
        }
        if (max != null) {
            out.decimal(max);
        }
        out.text(price.currency());
    }

    private static void attribute(AttributeCriterion wanted, ByteWriter out) {
        out.text(wanted.name());
        out.text(wanted.operator().code());
        out.list(wanted.values(), value -> value(value, out));
    }

    private static void value(AttributeValue value, ByteWriter out) {
        if (value instanceof AttributeValue.Quantity quantity) {
            out.number(AttributeClause.NUMBER);
            out.decimal(quantity.number());
        } else if (value instanceof AttributeValue.Day day) {
            out.number(AttributeClause.DAY);
            out.number(day.day().toEpochDay());
        } else if (value instanceof AttributeValue.Truth truth) {
            out.number(AttributeClause.TRUTH);
            out.number(truth.truth() ? 1 : 0);
        } else {
            out.number(AttributeClause.TEXT);
            out.text(((AttributeValue.Text) value).text());
        }
    }

    static AlertCriteria read(ByteReader in) {
        int clauses = in.small();
        AlertCriteria.Builder criteria = AlertCriteria.builder();
        texts(clauses & SOURCES, in).forEach(name -> criteria.source(new SourceId(name)));
        texts(clauses & CATEGORIES, in).forEach(criteria::category);
        texts(clauses & SUBCATEGORIES, in).forEach(criteria::subcategory);
        if ((clauses & PRICE) != 0) {
            criteria.price(price(in));
        }
        criteria.keywords(new Keywords(texts(clauses & ALL, in), texts(clauses & ANY, in), texts(clauses & NONE, in)));
        if ((clauses & LOCATION) != 0) {
            criteria.location(in.text());
        }
        if ((clauses & NEAR) != 0) {
            criteria.near(new GeoPoint(in.exact(), in.exact()), in.exact());
        }
        texts(clauses & SELLERS, in).forEach(criteria::seller);
        texts(clauses & NOT_SELLERS, in).forEach(criteria::withoutSeller);
        if ((clauses & ATTRIBUTES) != 0) {
            in.list(() -> attribute(in)).forEach(criteria::attribute);
        }
        if ((clauses & DROP) != 0) {
            criteria.priceDrop(in.small());
        }
        return criteria.build();
    }

    private static List<String> texts(int isThere, ByteReader in) {
        return isThere == 0 ? List.of() : in.list(in::text);
    }

    private static PriceRange price(ByteReader in) {
        int ends = in.small();
        @Nullable BigDecimal min = (ends & LOWEST) != 0 ? in.decimal() : null;
        @Nullable BigDecimal max = (ends & HIGHEST) != 0 ? in.decimal() : null;
        return new PriceRange(min, max, in.text());
    }

    private static AttributeCriterion attribute(ByteReader in) {
        String name = in.text();
        AttributeOperator operator = AttributeOperator.ofCode(in.text()).orElseThrow();
        return new AttributeCriterion(name, operator, in.list(() -> value(in)));
    }

    private static AttributeValue value(ByteReader in) {
        return switch (in.small()) {
            case AttributeClause.NUMBER -> AttributeValue.of(in.decimal());
            case AttributeClause.DAY -> AttributeValue.of(LocalDate.ofEpochDay(in.number()));
            case AttributeClause.TRUTH -> AttributeValue.of(in.number() == 1);
            default -> AttributeValue.of(in.text());
        };
    }
}
