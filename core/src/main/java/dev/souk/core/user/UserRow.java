package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldProtection;
import dev.souk.jooq.tables.records.UsersRecord;
import dev.souk.model.user.User;
import java.text.Normalizer;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** How rows of users are found and read. Thread-safe. */
final class UserRow {

    private final UserFields.Sealer sealer;
    private final EmailAddresses addresses;

    UserRow(FieldProtection protection) {
        sealer = new UserFields.Sealer(protection);
        addresses = new EmailAddresses(protection);
    }

    /** The row of the user of that name, whom the original system may have stored in another Unicode form. */
    static Optional<UsersRecord> byUsername(DSLContext dsl, String username) {
        Condition named = USERS.USERNAME.in(
                Stream.of(normalizedName(username), username).distinct().toList());
        return find(dsl, named, USERS.USERNAME.eq(username));
    }

    static String normalizedName(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFC);
    }

    /** The row of the user of that address. */
    Optional<UsersRecord> byEmail(DSLContext dsl, String email) {
        return find(dsl, addresses.matches(email), addresses.isWritten(email));
    }

    /** Of two users whose names or addresses were told apart by another system, each is found by their own. */
    private static Optional<UsersRecord> find(DSLContext dsl, Condition which, Condition letterByLetter) {
        return dsl.selectFrom(USERS)
                .where(which)
                .orderBy(DSL.field(letterByLetter).desc().nullsLast(), USERS.ID)
                .limit(1)
                .fetchOptional();
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
