package dev.souk.schema;

import java.util.Comparator;

/**
 * Something in a schema that has a definition.
 *
 * @param kind what it is
 * @param table the table that it belongs to; empty if none
 * @param name its own name; empty for a table. The role, for a grant
 */
record Thing(Kind kind, String table, String name) implements Comparable<Thing> {

    private static final Comparator<Thing> ORDER =
            Comparator.comparing(Thing::kind).thenComparing(Thing::table).thenComparing(Thing::name);

    /** What there is, and how each is spoken of. */
    enum Kind {
        TYPE("type %2$s"),
        FUNCTION("function %2$s"),
        TABLE("table %1$s"),
        COLUMN("column %1$s.%2$s"),
        SEQUENCE("sequence %2$s"),
        CONSTRAINT("constraint %2$s of %1$s"),
        INDEX("index %2$s of %1$s"),
        STATISTICS("statistics %2$s of %1$s"),
        TRIGGER("trigger %2$s of %1$s"),
        RULE("rule %2$s of %1$s"),
        POLICY("policy %2$s of %1$s"),
        SETTING("setting %2$s of %1$s"),
        GRANT("grant on %1$s to %2$s");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public int compareTo(Thing other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.words.formatted(table, name);
    }
}
