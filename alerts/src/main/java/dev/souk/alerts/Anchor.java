package dev.souk.alerts;

import dev.souk.model.SourceId;

/**
 * Something other than a word that a listing shows and an alert can be filed under: a place, a price bracket, a
 * category.
 *
 * @param kind what it is
 * @param scope the category or subcategory it is narrowed to, with a mark of which; empty for neither
 * @param name the source, seller, attribute, currency or word; empty if the kind has none
 * @param level how fine a cell or a bracket is
 * @param number which cell or bracket of that level
 */
record Anchor(Kind kind, String scope, String name, int level, long number) {

    static final Anchor EVERYTHING = new Anchor(Kind.EVERYTHING, "", "", 0, 0);

    /** The {@link #scope} of what is not narrowed. */
    static final String NO_SCOPE = "";

    enum Kind {
        EVERYTHING(0),
        SOURCE(1),
        SCOPE(2),
        ATTRIBUTE(3),
        PLACE_WORD(4),
        CELL(5),
        PRICE(6),
        DROP(7),
        SELLER(8),
        ATTRIBUTE_NAME(9),
        ATTRIBUTE_NUMBER(10),
        ATTRIBUTE_MONTH(11);

        /** Levels of one kind are fewer than this. */
        static final int LEVELS = 16;

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int family(int level) {
            return number * LEVELS + level;
        }

        /** Whether the share of listings that show such an anchor is learnt. */
        static boolean isLearnt(Kind kind, int level) {
            return switch (kind) {
                case SOURCE, SCOPE, ATTRIBUTE, ATTRIBUTE_NAME, PLACE_WORD -> true;
                case EVERYTHING, CELL, PRICE, DROP, SELLER, ATTRIBUTE_NUMBER, ATTRIBUTE_MONTH -> false;
            };
        }
    }

    static String categoryScope(String category) {
        return "c:" + category;
    }

    static String subcategoryScope(String subcategory) {
        return "s:" + subcategory;
    }

    static Anchor source(SourceId source) {
        return new Anchor(Kind.SOURCE, NO_SCOPE, source.value(), 0, 0);
    }

    static Anchor scope(String scope) {
        return new Anchor(Kind.SCOPE, scope, "", 0, 0);
    }

    static Anchor category(String category) {
        return scope(categoryScope(category));
    }

    static Anchor subcategory(String subcategory) {
        return scope(subcategoryScope(subcategory));
    }

    static Anchor attribute(String nameAndValue) {
        return new Anchor(Kind.ATTRIBUTE, NO_SCOPE, nameAndValue, 0, 0);
    }

    static Anchor attributeName(String name) {
        return new Anchor(Kind.ATTRIBUTE_NAME, NO_SCOPE, name, 0, 0);
    }

    static Anchor attributeNumber(String name, int level, int bracket) {
        return new Anchor(Kind.ATTRIBUTE_NUMBER, NO_SCOPE, name, level, bracket);
    }

    static Anchor attributeMonth(String name, int level, int month) {
        return new Anchor(Kind.ATTRIBUTE_MONTH, NO_SCOPE, name, level, month);
    }

    static Anchor seller(String id) {
        return new Anchor(Kind.SELLER, NO_SCOPE, id, 0, 0);
    }

    static Anchor placeWord(String word) {
        return new Anchor(Kind.PLACE_WORD, NO_SCOPE, word, 0, 0);
    }

    static Anchor cell(String scope, int level, long cell) {
        return new Anchor(Kind.CELL, scope, "", level, cell);
    }

    static Anchor price(String scope, String currency, int level, int bracket) {
        return new Anchor(Kind.PRICE, scope, currency, level, bracket);
    }

    static Anchor drop(int level, int bracket) {
        return new Anchor(Kind.DROP, NO_SCOPE, "", level, bracket);
    }

    /** What its share is learnt under; no term of a text looks like it. */
    String key() {
        return kind.number + " " + scope + name;
    }

    /** What a reader asks first, to leave out kinds and levels that no alert is filed under. */
    int family() {
        return kind.family(level);
    }
}
