package dev.souk.schema;

import java.util.List;

/**
 * Which versions are in place.
 *
 * @param current the version that the schema is at; 0 is the base
 * @param newest the newest version that this library knows
 * @param versions every version, oldest first; also those that a newer library has made
 * @param warnings what an application should know of the database, for people; empty if all is well
 */
public record SchemaStatus(int current, int newest, List<Version> versions, List<String> warnings) {

    /** Copies the lists. */
    public SchemaStatus {
        versions = List.copyOf(versions);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is nothing to migrate. True also where a newer library has gone further. */
    public boolean isCurrent() {
        return current >= newest;
    }

    /** The versions that {@link SchemaMigrator#migrate()} would make. */
    public List<Version> pending() {
        return versions.stream()
                .filter(version -> version.state() == State.PENDING)
                .toList();
    }

    /**
     * One version.
     *
     * @param number 1 and upwards
     * @param title its name in words
     * @param state how it stands
     */
    public record Version(int number, String title, State state) {}

    /** How a version stands. */
    public enum State {
        /** Not made yet, or undone. */
        PENDING,
        /** Made by its script. */
        APPLIED,
        /** Found there, and adopted. Only version 1 can be. */
        ADOPTED
    }
}
