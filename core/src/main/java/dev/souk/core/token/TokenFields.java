package dev.souk.core.token;

import static dev.souk.jooq.Tables.USER_AUTH;

import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.ProtectedFieldException;
import dev.souk.core.protection.ProtectedTable;
import dev.souk.core.protection.ReencryptedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What is personal about a token, in the clear.
 *
 * @param device a JSON document
 */
record TokenFields(@Nullable String device, @Nullable String address) {

    @Override
    public String toString() {
        return "TokenFields[...]";
    }

    /** Between a row and its fields. Thread-safe. */
    static final class Sealer implements ReencryptedTable {

        private static final String DEVICE = USER_AUTH.DEVICE_INFO.getName();
        private static final String ADDRESS = USER_AUTH.IP_ADDRESS.getName();

        private final ProtectedTable table;

        Sealer(FieldProtection protection) {
            table = new ProtectedTable(USER_AUTH.getName(), protection);
        }

        /**
         * The fields of a row.
         *
         * @throws ProtectedFieldException if one may not or cannot be read
         */
        TokenFields open(Record row) {
            long id = row.get(USER_AUTH.ID);
            String key = row.get(USER_AUTH.ENCRYPTED_WITH);
            JSONB device = row.get(USER_AUTH.DEVICE_INFO);
            return new TokenFields(
                    device == null ? null : table.openJson(DEVICE, id, key, device.data()),
                    table.openNullable(ADDRESS, id, key, row.get(USER_AUTH.IP_ADDRESS)));
        }

        /** What is to be written for the fields of a row. */
        Map<Field<?>, @Nullable Object> seal(long id, TokenFields fields) {
            Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
            values.put(
                    USER_AUTH.DEVICE_INFO,
                    fields.device == null ? null : JSONB.valueOf(table.sealJson(DEVICE, id, fields.device)));
            values.put(USER_AUTH.IP_ADDRESS, table.sealNullable(ADDRESS, id, fields.address));
            values.put(USER_AUTH.ENCRYPTED_WITH, table.sealingKey());
            return values;
        }

        private Condition isStale() {
            String key = table.sealingKey();
            return key == null ? USER_AUTH.ENCRYPTED_WITH.isNotNull() : USER_AUTH.ENCRYPTED_WITH.isDistinctFrom(key);
        }

        @Override
        public Batch rewrite(DSLContext dsl, long after, int limit) {
            List<? extends Record> rows = dsl.select(
                            USER_AUTH.ID, USER_AUTH.DEVICE_INFO, USER_AUTH.IP_ADDRESS, USER_AUTH.ENCRYPTED_WITH)
                    .from(USER_AUTH)
                    .where(USER_AUTH.ID.gt(after).and(isStale()))
                    .orderBy(USER_AUTH.ID)
                    .limit(limit)
                    .forNoKeyUpdate()
                    .skipLocked()
                    .fetch();
            List<Query> updates = new ArrayList<>();
            List<ProtectedFieldException> unreadable = new ArrayList<>();
            for (Record row : rows) {
                long id = row.get(USER_AUTH.ID);
                try {
                    updates.add(dsl.update(USER_AUTH).set(seal(id, open(row))).where(USER_AUTH.ID.eq(id)));
                } catch (ProtectedFieldException e) {
                    unreadable.add(e);
                }
            }
            dsl.batch(updates).execute();
            return new Batch(
                    rows.isEmpty() ? 0 : rows.get(rows.size() - 1).get(USER_AUTH.ID), updates.size(), unreadable);
        }

        @Override
        public long remaining(DSLContext dsl) {
            return dsl.fetchCount(USER_AUTH, isStale());
        }
    }
}
