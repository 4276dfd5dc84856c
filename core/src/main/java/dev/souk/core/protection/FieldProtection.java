package dev.souk.core.protection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How what is personal is kept at rest: e-mail addresses and names of users, devices and network addresses of their
 * tokens. The application says it aloud; there is no default. Usernames are not among them: they are names to sign in
 * and to be called by. Unchanging and thread-safe.
 *
 * <pre>{@code
 * FieldKeys keys = FieldKeys.of(KeyRing.of("2026-11", cipherKey), KeyRing.of("index-1", indexKey));
 * SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(keys));
 * }</pre>
 *
 * <p>A database changes over in steps, so that instances may run beside each other: all instances {@link #decrypting},
 * all instances {@link #encrypting}, then {@link Reencryption}, then {@link #encryptedWith}. The same backwards.
 */
public final class FieldProtection {

    private static final FieldProtection PLAINTEXT = new FieldProtection(null, false, true);

    @Nullable
    private final FieldKeys keys;

    private final boolean encrypts;
    private final boolean readsPlaintext;

    private FieldProtection(@Nullable FieldKeys keys, boolean encrypts, boolean readsPlaintext) {
        this.keys = keys;
        this.encrypts = encrypts;
        this.readsPlaintext = readsPlaintext;
    }

    /** Writes encrypted fields and reads no others. */
    public static FieldProtection encryptedWith(FieldKeys keys) {
        return new FieldProtection(keys, true, false);
    }

    /** Everything stands in the database as it is. For tests, or where the disk and the backups are encrypted. */
    public static FieldProtection plaintext() {
        return PLAINTEXT;
    }

    /** Writes encrypted fields and still reads plain ones: on the way to {@link #encryptedWith}. */
    public static FieldProtection encrypting(FieldKeys keys) {
        return new FieldProtection(keys, true, true);
    }

    /** Writes plain fields and still reads encrypted ones: on the way to {@link #plaintext}, or before encrypting. */
    public static FieldProtection decrypting(FieldKeys keys) {
        return new FieldProtection(keys, false, true);
    }

    /** The keys; none for {@link #plaintext}. */
    public Optional<FieldKeys> keys() {
        return Optional.ofNullable(keys);
    }

    /** The keys, if it is them that fields are written with. */
    public Optional<FieldKeys> writingKeys() {
        return encrypts ? keys() : Optional.empty();
    }

    /** Whether plain fields are read. */
    public boolean readsPlaintext() {
        return readsPlaintext;
    }

    @Override
    public String toString() {
        return "FieldProtection[encrypts=%s, readsPlaintext=%s, keys=%s]".formatted(encrypts, readsPlaintext, keys);
    }
}
