package dev.souk.core.protection;

import java.util.List;
import org.jooq.DSLContext;

/** A table whose fields {@link Reencryption} brings to the keys of now. For use inside {@code core}. */
public interface ReencryptedTable {

    /**
     * Rewrites the next rows that are not sealed as they would be now. Rows that somebody else holds are left out.
     *
     * @param after only rows of greater id
     * @param limit at most so many
     */
    Batch rewrite(DSLContext dsl, long after, int limit);

    /** Number of rows that are not sealed as they would be now. */
    long remaining(DSLContext dsl);

    /**
     * What became of some rows.
     *
     * @param lastId of the last row that was looked at; 0 if there was none
     * @param rewritten number of rows
     * @param unreadable the first field of each row that could not be read and is left as it is
     */
    record Batch(long lastId, int rewritten, List<ProtectedFieldException> unreadable) {

        /** Copies the list. */
        public Batch {
            unreadable = List.copyOf(unreadable);
        }
    }
}
