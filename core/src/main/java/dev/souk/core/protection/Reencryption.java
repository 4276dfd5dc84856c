package dev.souk.core.protection;

import dev.souk.core.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Brings every row to what the application asks for now: to a new key of the cipher, to a new key of the index, from
 * plain to encrypted, or back to plain. The rows themselves say what is left to do, so a run can be stopped, or killed,
 * and the next one goes on; several instances may run it at once. It walks by id in batches of {@value #BATCH}, each in
 * a transaction of its own. Thread-safe.
 *
 * <pre>{@code
 * ReencryptionReport report = database.reencryption().run(() -> !stopping);
 * }</pre>
 */
public final class Reencryption {

    /** Rows of one transaction. */
    public static final int BATCH = 500;

    /** The most unreadable fields that a report names. */
    public static final int MAX_REPORTED = 100;

    private final Transactions transactions;
    private final List<ReencryptedTable> tables;

    /** Works on these tables. */
    public Reencryption(Transactions transactions, List<ReencryptedTable> tables) {
        this.transactions = transactions;
        this.tables = List.copyOf(tables);
    }

    /**
     * Walks through all rows.
     *
     * @param goOn asked before each batch
     */
    public ReencryptionReport run(BooleanSupplier goOn) {
        long rewritten = 0;
        List<ProtectedFieldException> unreadable = new ArrayList<>();
        for (ReencryptedTable table : tables) {
            long after = 0;
            while (goOn.getAsBoolean()) {
                long from = after;
                ReencryptedTable.Batch batch = transactions.call(dsl -> table.rewrite(dsl, from, BATCH));
                if (batch.lastId() == 0) {
                    break;
                }
                after = batch.lastId();
                rewritten += batch.rewritten();
                batch.unreadable().stream()
                        .limit(MAX_REPORTED - unreadable.size())
                        .forEach(unreadable::add);
            }
        }
        return new ReencryptionReport(rewritten, remaining(), unreadable);
    }

    /** Number of rows that are not as the application asks. Reads the tables through. */
    public long remaining() {
        return transactions.call(
                dsl -> tables.stream().mapToLong(table -> table.remaining(dsl)).sum());
    }
}
