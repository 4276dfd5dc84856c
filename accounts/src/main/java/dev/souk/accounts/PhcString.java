package dev.souk.accounts;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored of a password, in the PHC string format of the reference implementation of Argon2: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, salt and hash in Base64 without padding.
 */
final class PhcString {

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,171})");
    private static final int MIN_SALT = 8;
    private static final int MIN_HASH = 16;

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /** Keeps the arrays as they are. */
    PhcString(Argon2Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads one; empty if it is none, or asks for more than is allowed. */
    static Optional<PhcString> parse(String stored) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            return Optional.empty();
        }
        int memory = Integer.parseInt(form.group(1));
        int iterations = Integer.parseInt(form.group(2));
        int parallelism = Integer.parseInt(form.group(3));
        if (!Argon2Cost.isPossible(memory, iterations, parallelism)) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(form.group(4));
            byte[] hash = Base64.getDecoder().decode(form.group(5));
            return salt.length < MIN_SALT || hash.length < MIN_HASH
                    ? Optional.empty()
                    : Optional.of(new PhcString(new Argon2Cost(memory, iterations, parallelism), salt, hash));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a number of characters that no bytes have
        }
    }

    Argon2Cost cost() {
        return cost;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    /** The text to store. */
    String format() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%s,t=%s,p=%s$%s$%s"
                .formatted(
                        cost.memoryKib(),
                        cost.iterations(),
                        cost.parallelism(),
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    @Override
    public String toString() {
        return "PhcString[" + cost + "]";
    }
}
