package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldProtection;
import dev.souk.model.user.User;
import java.text.Normalizer;
import org.jooq.Condition;
import org.jooq.Record;

/** How rows of users are found and read. Thread-safe. */
final class UserRow {

    private final UserFields.Sealer sealer;
    private final EmailAddresses addresses;

    UserRow(FieldProtection protection) {
        sealer = new UserFields.Sealer(protection);
        addresses = new EmailAddresses(protection);
    }

    static Condition hasUsername(String username) {
        return USERS.USERNAME.eq(normalizedName(username));
    }

    static String normalizedName(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFC);
    }

    Condition hasEmail(String email) {
        return addresses.matches(email);
    }

    /**
     * The user of a row.
     *
     * @throws dev.souk.core.protection.ProtectedFieldException if a field may not or cannot be read
     */
    User read(Record row) {
        UserFields fields = sealer.open(row);
        return new User(
                row.get(USERS.ID),
                row.get(USERS.USERNAME),
                fields.email(),
                row.get(USERS.ROLE),
                fields.firstName(),
                fields.lastName(),
                row.get(USERS.IS_ACTIVE),
                row.get(USERS.CREATED_AT));
    }
}
