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

    private static final Field<String> PATH = LISTING_ATTRIBUTES.VALUE;

    /** As the index {@code listing_attributes_steps} has them. */
    private static final Field<?> STEPS = DSL.field(
            "(string_to_array(lower({0}), {1}))[2:{2}]",
            SQLDataType.VARCHAR.getArrayDataType(),
            PATH,
            DSL.inline(ListingFacts.PATH_SEPARATOR),
            DSL.inline(ListingFacts.MAX_STEPS));

    private SubcategoryCondition() {}

    static Condition of(AlertCriteria criteria) {
        Condition named = ListingCondition.oneOf(LISTING.SUBCATEGORY, criteria.subcategories())
                .or(hasPathThat(DSL.condition(
                        "{0} && cast({1} as text[])",
                        STEPS, DSL.val(criteria.subcategories().toArray(String[]::new)))));
        Condition untold = LISTING.SUBCATEGORY
                .isNull()
                .and(DSL.not(hasPathThat(DSL.condition("array_remove({0}, '') <> '{}'", STEPS))));
        return criteria.acceptsUnknown(CriteriaClause.SUBCATEGORIES) ? named.or(untold) : named;
    }

    private static Condition hasPathThat(Condition such) {
        return Exists.row(DSL.selectOne()
                .from(LISTING_ATTRIBUTES)
                .where(LISTING_ATTRIBUTES.LISTING_ID.eq(LISTING.ID))
                .and(LISTING_ATTRIBUTES.KEY.eq(DSL.inline(Fact.CATEGORY_PATH.attribute())))
                .and(DSL.charLength(PATH).le(DSL.inline(ListingFacts.MAX_PATH_LENGTH)))
                .and(such));
    }
}
