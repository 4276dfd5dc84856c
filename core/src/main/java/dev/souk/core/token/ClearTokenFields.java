package dev.souk.core.token;

import static dev.souk.jooq.Tables.USER_AUTH;

import dev.souk.core.protection.FieldProtection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What is personal in rows of tokens that hold {@link #COLUMNS}, in the clear. For use inside {@code core}. Thread-safe. */
public final class ClearTokenFields {

    /** What a row must hold. */
    public static final List<Field<?>> COLUMNS =
            List.of(USER_AUTH.ID, USER_AUTH.DEVICE_INFO, USER_AUTH.IP_ADDRESS, USER_AUTH.ENCRYPTED_WITH);

    private final TokenFields.Sealer sealer;

    /** Reads what is kept in this way. */
    public ClearTokenFields(FieldProtection protection) {
        sealer = new TokenFields.Sealer(protection);
    }

    /**
     * The values by column.
     *
     * @throws dev.souk.core.protection.ProtectedFieldException if a field may not or cannot be read
     */
    public Map<Field<?>, @Nullable Object> of(Record row) {
        TokenFields fields = sealer.open(row);
        Map<Field<?>, @Nullable Object> clear = new HashMap<>();
        clear.put(USER_AUTH.DEVICE_INFO, fields.device() == null ? null : JSONB.valueOf(fields.device()));
        clear.put(USER_AUTH.IP_ADDRESS, fields.address());
        return clear;
    }
}
