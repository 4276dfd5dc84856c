package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldProtection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What is personal in rows of users that hold {@link #COLUMNS}, in the clear. For use inside {@code core}. Thread-safe. */
public final class ClearUserFields {

    /** What a row must hold. */
    public static final List<Field<?>> COLUMNS = RecipientReader.COLUMNS;

    private final UserFields.Sealer sealer;

    /** Reads what is kept in this way. */
    public ClearUserFields(FieldProtection protection) {
        sealer = new UserFields.Sealer(protection);
    }

    /**
     * The values by column.
     *
     * @throws dev.souk.core.protection.ProtectedFieldException if a field may not or cannot be read
     */
    public Map<Field<?>, @Nullable Object> of(Record row) {
        UserFields fields = sealer.open(row);
        Map<Field<?>, @Nullable Object> clear = new HashMap<>();
        clear.put(USERS.EMAIL, fields.email());
        clear.put(USERS.FIRST_NAME, fields.firstName());
        clear.put(USERS.LAST_NAME, fields.lastName());
        return clear;
    }
}
