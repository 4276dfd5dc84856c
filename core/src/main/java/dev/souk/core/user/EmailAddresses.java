package dev.souk.core.user;

import static dev.souk.jooq.Tables.USERS;

import dev.souk.core.protection.BlindIndex;
import dev.souk.core.protection.FieldKeys;
import dev.souk.core.protection.FieldProtection;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** How users are found by their address, be it plain or encrypted. */
final class EmailAddresses {

    /** The space of advisory locks: "Souk" in ASCII. */
    private static final int LOCKS = 0x536F756B;

    private final FieldProtection protection;

    EmailAddresses(FieldProtection protection) {
        this.protection = protection;
    }

    /** Without white space around it, in NFC and lower case. */
    static String normalized(String email) {
        return Normalizer.normalize(
                Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** Users of that address, in its normal form or as it was written. */
    Condition matches(String email) {
        return has(forms(email), protection.readsPlaintext());
    }

    /** Those of them whose address is written like this, letter by letter. */
    Condition isWritten(String email) {
        return has(List.of(email.strip()), protection.readsPlaintext());
    }

    private static List<String> forms(String email) {
        return Stream.of(normalized(email), email.strip()).distinct().toList();
    }

    private Condition has(List<String> forms, boolean orPlain) {
        Condition found = DSL.falseCondition();
        if (orPlain) {
            found = USERS.ENCRYPTED_WITH.isNull().and(USERS.EMAIL.in(forms));
        }
        return protection.keys().isEmpty()
                ? found
                : found.or(USERS.EMAIL_HASH.in(
                        forms.stream().flatMap(form -> hashes(form).stream()).toList()));
    }

    /** The hashes of a text by every key, that of the key to write with first. */
    List<byte[]> hashes(String text) {
        return index().hashes(text);
    }

    private BlindIndex index() {
        return protection.keys().map(FieldKeys::index).orElseThrow();
    }

    /*
     * While a key is changed, or plain rows stand beside encrypted ones, no unique constraint sees that two rows have
     * one address. So whoever gives an address to a user holds locks on it, from before looking whether it is taken to
     * the end of the transaction. Of two hosts that are set up differently and can run together, both know one key, or
     * both read plain addresses.
     */

    /** Keeps others from giving these addresses to a user until the transaction ends. */
    void lock(DSLContext dsl, Collection<String> emails) {
        TreeSet<Integer> locks = new TreeSet<>();
        for (String email : emails) {
            String normal = normalized(email);
            if (protection.readsPlaintext()) {
                locks.add(normal.hashCode());
            }
            if (protection.keys().isPresent()) {
                hashes(normal).forEach(hash -> locks.add(ByteBuffer.wrap(hash).getInt()));
            }
        }
        for (int lock : locks) {
            dsl.execute("select pg_advisory_xact_lock({0}, {1})", DSL.val(LOCKS), DSL.val(lock));
        }
    }

    /*
     * The original system kept addresses as they were typed, so two users may have addresses that differ in case. The
     * index holds each address once: a user whose address is not in its normal form gets the normal one if nobody has
     * it, and is else found, as before, when asked for letter by letter. Who has which form is not changed by a new key.
     */

    /** Whether it is still to be decided by which form of their address a user is found. */
    boolean isUndecided(Record row, String email) {
        return protection.writingKeys().isPresent()
                && row.get(USERS.EMAIL_HASH) == null
                && !email.equals(normalized(email));
    }

    /** By which form of their address the user of a row is found. One that is undecided must be locked. */
    String indexedForm(DSLContext dsl, Record row, String email) {
        String normal = normalized(email);
        if (protection.writingKeys().isEmpty() || email.equals(normal)) {
            return email;
        }
        byte[] hash = row.get(USERS.EMAIL_HASH);
        boolean normalIsTheirs = hash == null
                ? !isTaken(dsl, normal, row.get(USERS.ID))
                : hashes(normal).stream().anyMatch(one -> Arrays.equals(one, hash));
        return normalIsTheirs ? normal : email;
    }

    /** Whether another user has that address; a plain one that this host does not read counts too. */
    boolean isTaken(DSLContext dsl, String email, long byAnotherThan) {
        return dsl.fetchExists(USERS, has(forms(email), true).and(USERS.ID.ne(byAnotherThan)));
    }
}
