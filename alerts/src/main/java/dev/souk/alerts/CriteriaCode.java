package dev.souk.alerts;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeCriterion;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.AttributeValue;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.alert.GeoArea;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.GeoPolygon;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.PriceRange.Unknown;
import java.math.BigDecimal;
import java.time.Duration;
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
    private static final int TITLE = 1 << 13;
    private static final int NOT_SOURCES = 1 << 14;
    private static final int PHOTOS = 1 << 15;
    private static final int DROP_AMOUNT = 1 << 16;
    /** Beside NEAR: there are polygons among the places, so each says what it is. */
    private static final int POLYGONS = 1 << 17;

    private static final int DROP_TARGET = 1 << 18;
    private static final int LISTED_WITHIN = 1 << 19;
    private static final int MEANT = 1 << 20;
    /** Some clauses take silence for an answer; which ones comes last. */
    private static final int UNKNOWN = 1 << 21;
    /** Beside ATTRIBUTES: after each of them comes whether it does. */
    private static final int UNKNOWN_ATTRIBUTES = 1 << 22;

    private static final int TITLE_ANY = 1 << 23;
    private static final int TITLE_NONE = 1 << 24;

    private static final List<CriteriaClause> OPEN = List.of(CriteriaClause.values());

    private static final int LOWEST = 1;
    private static final int HIGHEST = 2;
    private static final int OR_NONE = 4;
    private static final int OR_FETCHED = 8;

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
        if (!criteria.near().isEmpty()) {
            boolean isMixed = hasPolygons(criteria);
            out.list(criteria.near(), area -> area(area, isMixed, out));
        }
        texts(criteria.sellers().any(), out);
        texts(criteria.sellers().none(), out);
        if (!criteria.attributes().isEmpty()) {
            boolean isOpen = acceptsUnknownAttributes(criteria);
            out.list(criteria.attributes(), wanted -> attribute(wanted, isOpen, out));
        }
        if (criteria.priceDrop() != null) {
            drop(criteria.priceDrop(), out);
        }
        texts(criteria.keywords().title(), out);
        texts(criteria.keywords().titleAny(), out);
        texts(criteria.keywords().titleNone(), out);
        texts(criteria.excludedSources(), out);
        if (criteria.minPhotos() > 0) {
            out.number(criteria.minPhotos());
        }
        if (criteria.listedWithin() != null) {
            out.number(criteria.listedWithin().toSeconds());
        }
        if (!criteria.unknownAccepted().isEmpty()) {
            out.list(criteria.unknownAccepted(), clause -> out.number(OPEN.indexOf(clause)));
        }
    }

    private static boolean acceptsUnknownAttributes(AlertCriteria criteria) {
        for (AttributeCriterion wanted : criteria.attributes()) {
            if (wanted.unknownAccepted()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPolygons(AlertCriteria criteria) {
        return criteria.near().stream().anyMatch(GeoPolygon.class::isInstance);
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
                | mark(NEAR, !criteria.near().isEmpty())
                | mark(SELLERS, !criteria.sellers().any().isEmpty())
                | mark(NOT_SELLERS, !criteria.sellers().none().isEmpty())
                | mark(ATTRIBUTES, !criteria.attributes().isEmpty())
                | mark(DROP, criteria.priceDrop() != null)
                | mark(
                        DROP_AMOUNT,
                        criteria.priceDrop() != null && criteria.priceDrop().minAmount() != null)
                | mark(
                        DROP_TARGET,
                        criteria.priceDrop() != null && criteria.priceDrop().target() != null)
                | mark(POLYGONS, hasPolygons(criteria))
                | mark(LISTED_WITHIN, criteria.listedWithin() != null)
                | mark(MEANT, criteria.withoutSuspiciousPrices())
                | mark(UNKNOWN, !criteria.unknownAccepted().isEmpty())
                | mark(UNKNOWN_ATTRIBUTES, acceptsUnknownAttributes(criteria))
                | mark(TITLE, !criteria.keywords().title().isEmpty())
                | mark(TITLE_ANY, !criteria.keywords().titleAny().isEmpty())
                | mark(TITLE_NONE, !criteria.keywords().titleNone().isEmpty())
                | mark(NOT_SOURCES, !criteria.excludedSources().isEmpty())
                | mark(PHOTOS, criteria.minPhotos() > 0);
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
        out.number(mark(LOWEST, min != null)
                | mark(HIGHEST, max != null)
                | mark(OR_NONE, price.unknown() == Unknown.ACCEPT)
                | mark(OR_FETCHED, price.unknown() == Unknown.FETCH));
        if (min != null) {
            out.decimal(min);
        }
        if (max != null) {
            out.decimal(max);
        }
        out.text(price.currency());
    }

    private static void drop(PriceDrop drop, ByteWriter out) {
        out.number(drop.minPercent());
        money(drop.minAmount(), out);
        money(drop.target(), out);
    }

    private static void money(@Nullable Money money, ByteWriter out) {
        if (money != null) {
            out.decimal(money.amount());
            out.text(money.currency());
        }
    }

    private static @Nullable Money money(int isThere, ByteReader in) {
        return isThere == 0 ? null : new Money(in.decimal(), in.text());
    }

    private static void area(GeoArea area, boolean isMixed, ByteWriter out) {
        if (area instanceof GeoPolygon polygon) {
            out.list(polygon.points(), point -> point(point, out));
            return;
        }
        if (isMixed) {
            out.number(0);
        }
        GeoCircle circle = (GeoCircle) area;
        point(circle.center(), out);
        out.exact(circle.radiusKm());
    }

    private static void point(GeoPoint point, ByteWriter out) {
        out.exact(point.latitude());
        out.exact(point.longitude());
    }

    private static GeoPoint point(ByteReader in) {
        return new GeoPoint(in.exact(), in.exact());
    }

    private static GeoArea area(boolean isMixed, ByteReader in) {
        List<GeoPoint> points = isMixed ? in.list(() -> point(in)) : List.of();
        return points.isEmpty() ? new GeoCircle(point(in), in.exact()) : new GeoPolygon(points);
    }

    private static void attribute(AttributeCriterion wanted, boolean isOpen, ByteWriter out) {
        out.text(wanted.name());
        out.text(wanted.operator().code());
        out.list(wanted.values(), value -> value(value, out));
        if (isOpen) {
            out.number(wanted.unknownAccepted() ? 1 : 0);
        }
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
        criteria.allOf(words(clauses & ALL, in)).anyOf(words(clauses & ANY, in)).noneOf(words(clauses & NONE, in));
        if ((clauses & LOCATION) != 0) {
            criteria.location(in.text());
        }
        if ((clauses & NEAR) != 0) {
            in.list(() -> area((clauses & POLYGONS) != 0, in)).forEach(criteria::near);
        }
        texts(clauses & SELLERS, in).forEach(criteria::seller);
        texts(clauses & NOT_SELLERS, in).forEach(criteria::withoutSeller);
        if ((clauses & ATTRIBUTES) != 0) {
            boolean isOpen = (clauses & UNKNOWN_ATTRIBUTES) != 0;
            in.list(() -> attribute(isOpen, in)).forEach(criteria::attribute);
        }
        if ((clauses & DROP) != 0) {
            int minPercent = in.small();
            criteria.priceDrop(
                    new PriceDrop(minPercent, money(clauses & DROP_AMOUNT, in), money(clauses & DROP_TARGET, in)));
        }
        criteria.inTitle(words(clauses & TITLE, in))
                .anyInTitle(words(clauses & TITLE_ANY, in))
                .noneInTitle(words(clauses & TITLE_NONE, in));
        texts(clauses & NOT_SOURCES, in).forEach(name -> criteria.withoutSource(new SourceId(name)));
        if ((clauses & PHOTOS) != 0) {
            criteria.minPhotos(in.small());
        }
        if ((clauses & LISTED_WITHIN) != 0) {
            criteria.listedWithin(Duration.ofSeconds(in.number()));
        }
        if ((clauses & MEANT) != 0) {
            criteria.withoutSuspiciousPrices();
        }
        if ((clauses & UNKNOWN) != 0) {
            in.list(() -> OPEN.get(in.small())).forEach(criteria::orUnknown);
        }
        return criteria.build();
    }

    private static List<String> texts(int isThere, ByteReader in) {
        return isThere == 0 ? List.of() : in.list(in::text);
    }

    private static String[] words(int isThere, ByteReader in) {
        return texts(isThere, in).toArray(String[]::new);
    }

    private static PriceRange price(ByteReader in) {
        int ends = in.small();
        @Nullable BigDecimal min = (ends & LOWEST) != 0 ? in.decimal() : null;
        @Nullable BigDecimal max = (ends & HIGHEST) != 0 ? in.decimal() : null;
        Unknown unknown =
                (ends & OR_NONE) != 0 ? Unknown.ACCEPT : (ends & OR_FETCHED) != 0 ? Unknown.FETCH : Unknown.REJECT;
        return new PriceRange(min, max, in.text(), unknown);
    }

    private static AttributeCriterion attribute(boolean isOpen, ByteReader in) {
        String name = in.text();
        AttributeOperator operator = AttributeOperator.ofCode(in.text()).orElseThrow();
        List<AttributeValue> values = in.list(() -> value(in));
        return new AttributeCriterion(name, operator, values, isOpen && in.small() == 1);
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
