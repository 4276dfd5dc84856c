package dev.souk.schema;

import java.util.List;

/**
 * In what a schema differs from what the migrations made of it.
 *
 * @param version the version that the schema is at and was compared with
 * @param differences everything that differs, tables first; empty if nobody has changed anything by hand
 */
public record SchemaDrift(int version, List<SchemaDifference> differences) {

    /** Copies the list. */
    public SchemaDrift {
        differences = List.copyOf(differences);
    }

    /**
     * Whether all that Souk relies on is there and as it should be. What the application has added, such as an index, a
     * grant or a setting of its own, does not count.
     */
    public boolean isIntact() {
        return differences.stream().allMatch(difference -> difference.kind() == SchemaDifference.Kind.ADDITIONAL);
    }

    /** The differences of one kind. */
    public List<SchemaDifference> of(SchemaDifference.Kind kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .toList();
    }
}
