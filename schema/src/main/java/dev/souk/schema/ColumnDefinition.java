package dev.souk.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definition of a column, taken apart.
 *
 * @param type with length and collation
 * @param notNull whether it refuses null
 * @param value {@code DEFAULT ...}, {@code GENERATED ...}, or empty
 */
record ColumnDefinition(String type, boolean notNull, String value) {

    private static final Pattern PARTS =
            Pattern.compile("(.*?)( NOT NULL)?(?: ((?:DEFAULT|GENERATED) .*))?", Pattern.DOTALL);

    /** Types into which the values of others fit whole. */
    private static final List<List<String>> WIDENING = List.of(
            List.of("smallint", "integer", "bigint", "numeric"),
            List.of("real", "double precision"),
            List.of("date", "timestamp"));

    static ColumnDefinition of(String definition) {
        Matcher parts = PARTS.matcher(definition);
        if (!parts.matches()) {
            throw new IllegalStateException("not the definition of a column: " + definition);
        }
        return new ColumnDefinition(
                parts.group(1), parts.group(2) != null, parts.group(3) == null ? "" : parts.group(3));
    }

    boolean isGenerated() {
        return value.startsWith("GENERATED ALWAYS AS (");
    }

    private boolean isIdentity() {
        return value.startsWith("GENERATED") && !isGenerated();
    }

    /** Whether the column has to be dropped and added to become that one. */
    boolean mustBeMadeAnewAs(ColumnDefinition other) {
        return (other.isGenerated() && !value.equals(other.value)) || (isGenerated() && !type.equals(other.type));
    }

    /** What turns the column of that name into {@code other}, as clauses of ALTER TABLE. */
    List<String> changesTo(ColumnDefinition other, String column) {
        String alter = "ALTER COLUMN " + column + " ";
        List<String> changes = new ArrayList<>();
        boolean otherType = !type.equals(other.type);
        boolean otherValue = !value.equals(other.value);
        if (!value.isEmpty() && (otherValue || (otherType && value.startsWith("DEFAULT")))) {
            if (isGenerated()) {
                changes.add(alter + "DROP EXPRESSION");
            } else if (!isIdentity()) {
                changes.add(alter + "DROP DEFAULT");
            } else if (!other.isIdentity()) {
                changes.add(alter + "DROP IDENTITY");
            }
        }
        if (otherType) {
            String plain = other.type.replaceFirst(" COLLATE .*", "");
            changes.add(alter + "TYPE %s USING %s::%s".formatted(other.type, column, plain));
        }
        if (notNull != other.notNull) {
            changes.add(alter + (other.notNull ? "SET" : "DROP") + " NOT NULL");
        }
        if (!other.value.isEmpty() && (otherValue || (otherType && other.value.startsWith("DEFAULT")))) {
            if (other.isIdentity()) {
                changes.add(alter
                        + (isIdentity()
                                ? other.value
                                        .replace("GENERATED", "SET GENERATED")
                                        .replace(" AS IDENTITY", "")
                                : "ADD " + other.value));
            } else {
                changes.add(alter + "SET " + other.value);
            }
        }
        return changes;
    }

    /** Whether some value of this type may not fit into the other whole. */
    boolean mayLoseAs(ColumnDefinition other) {
        if (type.equals(other.type) || other.type.equals("text")) {
            return false;
        }
        Pattern varchar = Pattern.compile("character varying\\((\\d+)\\)");
        Matcher from = varchar.matcher(type);
        Matcher to = varchar.matcher(other.type);
        if (from.matches() && to.matches()) {
            return Integer.parseInt(from.group(1)) > Integer.parseInt(to.group(1));
        }
        return WIDENING.stream()
                .noneMatch(types -> types.contains(type) && types.indexOf(type) < types.indexOf(other.type));
    }
}
