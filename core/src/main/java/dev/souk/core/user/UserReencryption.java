package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.FieldProtection;
import dev.souk.core.protection.ProtectedFieldException;
import dev.souk.core.protection.ReencryptedTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;

/** Brings the fields of users to the keys of now. For use inside {@code core}. */
public final class UserReencryption implements ReencryptedTable {

    private final UserFields.Sealer sealer;
    private final EmailAddresses addresses;

    /** Seals as {@code protection} asks. */
    public UserReencryption(FieldProtection protection) {
        sealer = new UserFields.Sealer(protection);
        addresses = new EmailAddresses(protection);
    }

    @Override
    public Batch rewrite(DSLContext dsl, long after, int limit) {
        List<? extends Record> rows = dsl.select(
                        USERS.ID,
                        USERS.EMAIL,
                        USERS.FIRST_NAME,
                        USERS.LAST_NAME,
                        USERS.ENCRYPTED_WITH,
                        USERS.EMAIL_HASH)
                .from(USERS)
                .where(USERS.ID.gt(after).and(sealer.isStale()))
                .orderBy(USERS.ID)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch();
        Map<Record, UserFields> readable = new LinkedHashMap<>();
        List<ProtectedFieldException> unreadable = new ArrayList<>();
        for (Record row : rows) {
            try {
                readable.put(row, sealer.open(row));
            } catch (ProtectedFieldException e) {
                unreadable.add(e);
            }
        }
        dsl.batch(updates(dsl, readable)).execute();
        return new Batch(rows.isEmpty() ? 0 : rows.get(rows.size() - 1).get(USERS.ID), readable.size(), unreadable);
    }

    private List<Query> updates(DSLContext dsl, Map<Record, UserFields> readable) {
        List<String> undecided = new ArrayList<>();
        readable.forEach((row, fields) -> {
            if (addresses.isUndecided(row, fields.email())) {
                undecided.add(fields.email());
            }
        });
        addresses.lock(dsl, undecided);
        Set<String> given = new HashSet<>();
        List<Query> updates = new ArrayList<>();
        readable.forEach((row, fields) -> {
            String indexed = addresses.indexedForm(dsl, row, fields.email());
            String free = given.add(indexed) ? indexed : fields.email();
            updates.add(dsl.update(USERS)
                    .set(sealer.seal(row.get(USERS.ID), fields, free))
                    .where(USERS.ID.eq(row.get(USERS.ID))));
        });
        return updates;
    }

    @Override
    public long remaining(DSLContext dsl) {
        return dsl.fetchCount(USERS, sealer.isStale());
    }
}
