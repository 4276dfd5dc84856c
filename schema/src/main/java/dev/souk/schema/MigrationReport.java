package dev.souk.schema;

import java.util.List;

/**
 * What a migration or an undo did.
 *
 * @param executed the versions that this call made or undid, in that order; empty if another instance did, or nothing
 *     was to do
 * @param version the version that the schema is at afterwards; 0 is the base
 */
public record MigrationReport(List<Integer> executed, int version) {

    /** Copies the list. */
    public MigrationReport {
        executed = List.copyOf(executed);
    }
}
