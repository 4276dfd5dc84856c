package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.ProtectedTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What is personal about a user, in the clear.
 *
 * @param email as it is kept
 */
record UserFields(
        String email, @Nullable String firstName, @Nullable String lastName) {

    @Override
    public String toString() {
        return "UserFields[...]";
    }

    /** Between a row and its fields. Thread-safe. */
    static final class Sealer {

        private static final String EMAIL = USERS.EMAIL.getName();
        private static final String FIRST_NAME = USERS.FIRST_NAME.getName();
        private static final String LAST_NAME = USERS.LAST_NAME.getName();

        private final FieldProtection protection;
        private final ProtectedTable table;

        Sealer(FieldProtection protection) {
            this.protection = protection;
            table = new ProtectedTable(USERS.getName(), protection);
        }

        /**
         * The fields of a row.
         *
         * @throws dev.souk.core.protection.ProtectedFieldException if one may not or cannot be read
         */
        UserFields open(Record row) {
            long id = row.get(USERS.ID);
            String key = row.get(USERS.ENCRYPTED_WITH);
            return new UserFields(
                    table.open(EMAIL, id, key, row.get(USERS.EMAIL)),
                    table.openNullable(FIRST_NAME, id, key, row.get(USERS.FIRST_NAME)),
                    table.openNullable(LAST_NAME, id, key, row.get(USERS.LAST_NAME)));
        }

        /**
         * What is to be written for the fields of a row.
         *
         * @param indexed the form of the address that the index finds it by
         */
        Map<Field<?>, @Nullable Object> seal(long id, UserFields fields, String indexed) {
            Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
            values.put(USERS.EMAIL, table.seal(EMAIL, id, fields.email));
            values.put(USERS.FIRST_NAME, table.sealNullable(FIRST_NAME, id, fields.firstName));
            values.put(USERS.LAST_NAME, table.sealNullable(LAST_NAME, id, fields.lastName));
            values.put(USERS.ENCRYPTED_WITH, table.sealingKey());
            FieldKeys keys = protection.writingKeys().orElse(null);
            values.put(
                    USERS.EMAIL_HASH,
                    keys == null ? null : keys.index().hashes(indexed).get(0));
            values.put(USERS.EMAIL_HASH_KEY, keys == null ? null : keys.index().writingKey());
            return values;
        }

        /** Rows that {@link #seal} would write by other keys, or encrypted instead of plain. */
        Condition isStale() {
            FieldKeys keys = protection.writingKeys().orElse(null);
            return keys == null
                    ? USERS.ENCRYPTED_WITH.isNotNull()
                    : DSL.or(
                            USERS.ENCRYPTED_WITH.isDistinctFrom(Objects.requireNonNull(table.sealingKey())),
                            USERS.EMAIL_HASH_KEY.isDistinctFrom(keys.index().writingKey()));
        }
    }
}
