package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldProtection;
import dev.souk.model.notification.Recipient;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/** Makes recipients of rows that hold {@link #COLUMNS}. For use inside {@code core}. Thread-safe. */
public final class RecipientReader {

    /** What a row must hold. */
    public static final List<Field<?>> COLUMNS =
            List.of(USERS.ID, USERS.EMAIL, USERS.FIRST_NAME, USERS.LAST_NAME, USERS.ENCRYPTED_WITH);

    private final UserFields.Sealer sealer;

    /** Reads what is kept in this way. */
    public RecipientReader(FieldProtection protection) {
        sealer = new UserFields.Sealer(protection);
    }

    /**
     * Whom a message is for.
     *
     * @throws dev.souk.core.protection.ProtectedFieldException if a field may not or cannot be read
     */
    public Recipient read(Record row) {
        UserFields fields = sealer.open(row);
        String name = Stream.of(fields.firstName(), fields.lastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return new Recipient(row.get(USERS.ID), fields.email(), name.isEmpty() ? null : name);
    }
}
