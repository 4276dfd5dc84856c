package dev.souk.accounts;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id of Bouncy Castle, stored as a PHC string with its parameters, a random salt of 16 bytes and a hash of 32.
 * Hashes are those of the reference implementation. Thread-safe.
 *
 * <p>A password has 1 to {@value #MAX_LENGTH} UTF-16 units and is brought into Unicode form NFC, as RFC 8265 asks for, so
 * that the keyboard that it was typed on does not matter. It is taken as {@code char[]}, so that the caller can wipe it;
 * copies that are made here are wiped, but for one: of a password that is not in NFC, Java makes a {@code String}. A
 * caller who has it as a {@code String} already, as from most web frameworks, loses nothing by {@code toCharArray()}.
 */
public final class Argon2Hasher implements PasswordHasher {

    /** The longest password, in UTF-16 units. */
    public static final int MAX_LENGTH = 1_000;

    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final Argon2Cost cost;

    private Argon2Hasher(Argon2Cost cost) {
        this.cost = cost;
    }

    /** Hashes at that cost, and reads what was hashed at any. */
    public static Argon2Hasher at(Argon2Cost cost) {
        return new Argon2Hasher(cost);
    }

    @Override
    public String hash(char[] password) {
        byte[] bytes = PasswordBytes.of(password, MAX_LENGTH)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a password has 1 to %s UTF-16 units and no lone surrogate".formatted(MAX_LENGTH)));
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        try {
            return new PhcString(cost, salt, compute(bytes, cost, salt, HASH_LENGTH)).format();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean reads(String stored) {
        return PhcString.parse(stored).isPresent();
    }

    @Override
    public boolean matches(char[] password, String stored) {
        PhcString expected = PhcString.parse(stored).orElse(null);
        byte[] bytes = PasswordBytes.of(password, MAX_LENGTH).orElse(null);
        if (expected == null || bytes == null) {
            return false;
        }
        try {
            byte[] actual = compute(bytes, expected.cost(), expected.salt(), expected.hash().length);
            return MessageDigest.isEqual(actual, expected.hash());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean isOutdated(String stored) {
        return PhcString.parse(stored)
                .map(phc ->
                        phc.cost().isBelow(cost) || phc.salt().length < SALT_LENGTH || phc.hash().length < HASH_LENGTH)
                .orElse(true);
    }

    private static byte[] compute(byte[] password, Argon2Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    @Override
    public String toString() {
        return "Argon2Hasher[" + cost + "]";
    }
}
