package dev.souk.model.alert;

/**
 * A clause of {@link AlertCriteria} that a listing can leave open by not saying what is asked. It is not satisfied then,
 * unless {@link AlertCriteria#unknownAccepted} names it.
 *
 * <p>A demand on an attribute ({@link AttributeCriterion#orUnknown}) and a range of prices ({@link PriceRange#unknown}) say
 * it for themselves. Of words, photos and what is left out nothing is unknown; and who asks for sellers or for a price that
 * fell wants to know.
 */
public enum CriteriaClause {
    /** The category. */
    CATEGORIES("categories"),
    /** The subcategories: the narrowest category, and those between it and the widest. */
    SUBCATEGORIES("subcategories"),
    /** The place in words. */
    LOCATION("location"),
    /** Circles and polygons. */
    NEAR("near"),
    /** The time since it was listed. */
    LISTED_WITHIN("listedWithin");

    private final String key;

    CriteriaClause(String key) {
        this.key = key;
    }

    /** The name in JSON. */
    public String key() {
        return key;
    }
}
