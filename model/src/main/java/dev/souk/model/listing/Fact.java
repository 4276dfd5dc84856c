package dev.souk.model.listing;

/**
 * A fact that means the same on every marketplace. It stands in the listing's attributes under one name and in one form,
 * so that an alert can ask for it there, whatever the marketplace calls it; {@link ListingFacts} reads it back.
 */
public enum Fact {
    /** {@link PriceKind#word}. */
    PRICE_KIND("price_kind"),
    /** {@link Condition#word}. */
    CONDITION("condition"),
    /** Words of {@link DeliveryOption}, such as {@code pickup, shipping}. */
    DELIVERY("delivery"),
    /** How far a vehicle has gone: {@code 89000 km}, {@code 45000 miles}. */
    MILEAGE("mileage"),
    /** When a thing was made or first registered: {@code 2010}. */
    YEAR("year"),
    /** Rooms of a home, as they are counted where it stands: {@code 2.5}. */
    ROOMS("rooms"),
    /** Rooms to sleep in: {@code 2}. */
    BEDROOMS("bedrooms"),
    /** Rooms with a bath or a shower: {@code 1.5}. */
    BATHROOMS("bathrooms"),
    /** How large a home is: {@code 89 m²}, {@code 925 ft²}. */
    AREA("area"),
    /** Who makes it. */
    BRAND("brand"),
    /** What its maker calls it. */
    MODEL("model"),
    /** As it stands on the label: {@code M}, {@code 42}. */
    SIZE("size"),
    /** The categories from the widest to the narrowest, with {@code " > "} between. */
    CATEGORY_PATH("category_path"),
    /** How far the place on the map may be off, in metres: {@code 500}. */
    POINT_PRECISION("point_precision_m");

    private final String attribute;

    Fact(String attribute) {
        this.attribute = attribute;
    }

    /** The name of the attribute. */
    public String attribute() {
        return attribute;
    }
}
