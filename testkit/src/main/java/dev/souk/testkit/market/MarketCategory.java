package dev.souk.testkit.market;

import java.util.Locale;

/** What kind of thing an item is: its category in the pages, and what is drawn on its photos. */
public enum MarketCategory {
    /** Bicycles. */
    BICYCLES("1658310421102081", "Bicycles"),
    /** Guitars and other instruments. */
    INSTRUMENTS("1078592699170502", "Musical Instruments"),
    /** Sofas and other furniture. */
    FURNITURE("1583634935226685", "Furniture"),
    /** Lamps. */
    LAMPS("1262356023879406", "Lamps"),
    /** Cameras. */
    CAMERAS("1557869527812749", "Cameras"),
    /** Everything else. */
    MISCELLANEOUS("895487550471874", "Miscellaneous");

    private final String id;
    private final String title;

    MarketCategory(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The last part of the category's page: {@code bicycles}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number in the pages. */
    String id() {
        return id;
    }

    /** The name in the pages. */
    String title() {
        return title;
    }
}
