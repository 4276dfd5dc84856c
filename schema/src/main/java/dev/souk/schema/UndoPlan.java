package dev.souk.schema;

import java.util.List;

/**
 * What an undo would do.
 *
 * @param from the version that the schema is at
 * @param to the version that it would be at; 0 is the base
 * @param losses what would be lost, newest version first; empty if nothing
 */
public record UndoPlan(int from, int to, List<Loss> losses) {

    /** Copies the list. */
    public UndoPlan {
        losses = List.copyOf(losses);
    }

    /** Whether it has to be told that losing data is meant. Even where there are no rows to lose at the moment. */
    public boolean losesData() {
        return !losses.isEmpty();
    }
}
