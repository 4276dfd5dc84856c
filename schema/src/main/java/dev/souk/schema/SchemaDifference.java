package dev.souk.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that is not in a database as the migrations make it. */
public final class SchemaDifference {

    private static final int LONGEST_IN_A_SENTENCE = 400;

    private final String thing;
    private final String owner;

    @Nullable
    private final String expected;

    @Nullable
    private final String found;

    /** One of {@code expected} and {@code found} may be missing. {@code owner} is whose the expected schema is. */
    SchemaDifference(Thing thing, String owner, @Nullable String expected, @Nullable String found) {
        this.thing = thing.toString();
        this.owner = owner;
        this.expected = expected;
        this.found = found;
    }

    /** How a thing differs. */
    public enum Kind {
        /** The migrations make it and the database has it not. */
        MISSING,
        /** Both have it, and not the same. */
        DIFFERENT,
        /** The database has it and the migrations do not make it. */
        ADDITIONAL
    }

    /** How it differs. */
    public Kind kind() {
        if (found == null) {
            return Kind.MISSING;
        }
        return expected == null ? Kind.ADDITIONAL : Kind.DIFFERENT;
    }

    /** What it is, such as {@code column users.email}, {@code index listings_newest of listings}. */
    public String thing() {
        return thing;
    }

    /** How it should be, as this PostgreSQL prints it; empty if the migrations do not make it. */
    public Optional<String> expected() {
        return Optional.ofNullable(expected);
    }

    /** How it is, as this PostgreSQL prints it; empty if it is missing. */
    public Optional<String> found() {
        return Optional.ofNullable(found);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaDifference that
                && thing.equals(that.thing)
                && owner.equals(that.owner)
                && Objects.equals(expected, that.expected)
                && Objects.equals(found, that.found);
    }

    @Override
    public int hashCode() {
        return Objects.hash(thing, owner, expected, found);
    }

    /** A sentence, such as {@code column users.email is text, Souk has character varying(255) NOT NULL}. */
    @Override
    public String toString() {
        if (found == null) {
            return "%s is missing, %s has %s".formatted(thing, owner, shortened(expected));
        }
        if (expected == null) {
            return "%s is not in %s: %s".formatted(thing, owner, shortened(found));
        }
        List<String> wanted = expected.lines().toList();
        List<String> there = found.lines().toList();
        int line = 0;
        while (line < wanted.size() && line < there.size() && wanted.get(line).equals(there.get(line))) {
            line++;
        }
        return line == 0
                ? "%s is %s, %s has %s".formatted(thing, shortened(found), owner, shortened(expected))
                : "%s is in line %s %s, %s has %s"
                        .formatted(thing, line + 1, lineOf(there, line), owner, lineOf(wanted, line));
    }

    private static String lineOf(List<String> lines, int line) {
        return line < lines.size() ? "\"" + lines.get(line).strip() + "\"" : "no more";
    }

    private static String shortened(@Nullable String definition) {
        String line = Objects.requireNonNull(definition)
                .lines()
                .map(String::strip)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b);
        return line.length() <= LONGEST_IN_A_SENTENCE ? line : line.substring(0, LONGEST_IN_A_SENTENCE) + "...";
    }
}
