package dev.souk.core.listing;

import static dev.souk.core.listing.ListingReader.LISTING;
import static dev.souk.jooq.Tables.LISTING_ATTRIBUTES;

import dev.souk.core.transaction.Exists;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.CriteriaClause;
import dev.souk.model.listing.Fact;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingFacts;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The subcategories of which one is wanted as a condition on {@link ListingReader#LISTING}, as {@link Listing#subcategories} has them. */
final class SubcategoryCondition {

    private static final Field<String> STEP = DSL.field(DSL.name("step", "step"), SQLDataType.VARCHAR);

    private SubcategoryCondition() {}

    static Condition of(AlertCriteria criteria) {
        Condition named = ListingCondition.oneOf(LISTING.SUBCATEGORY, criteria.subcategories())
                .or(hasStep(DSL.lower(STEP).in(criteria.subcategories())));
        return criteria.acceptsUnknown(CriteriaClause.SUBCATEGORIES)
                ? named.or(LISTING.SUBCATEGORY.isNull().and(DSL.not(hasStep(STEP.ne("")))))
                : named;
    }

    /** That a step of its path after the first is such. */
    private static Condition hasStep(Condition such) {
        return Exists.row(DSL.selectOne()
                .from(LISTING_ATTRIBUTES)
                .crossJoin(DSL.table(
                        "unnest((string_to_array({0}, {1}))[2:{2}]) as step (step)",
                        LISTING_ATTRIBUTES.VALUE,
                        DSL.inline(ListingFacts.PATH_SEPARATOR),
                        DSL.inline(ListingFacts.MAX_STEPS)))
                .where(LISTING_ATTRIBUTES.LISTING_ID.eq(LISTING.ID))
                .and(LISTING_ATTRIBUTES.KEY.eq(DSL.inline(Fact.CATEGORY_PATH.attribute())))
                .and(such));
    }
}
