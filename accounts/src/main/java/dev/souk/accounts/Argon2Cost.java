package dev.souk.accounts;

/**
 * What it costs to hash one password by Argon2id (RFC 9106). The bounds hold for what is stored too, so that nobody who
 * can write a row can make a login use up the machine.
 *
 * @param memoryKib memory in KiB, 8 for each lane to 262,144
 * @param iterations passes over the memory, 1 to 20
 * @param parallelism lanes, 1 to 16; they are worked on one after the other
 */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {

    /** 19 MiB, two passes, one lane: what OWASP's Password Storage Cheat Sheet asks for at least. */
    public static final Argon2Cost OWASP = new Argon2Cost(19_456, 2, 1);

    private static final int MAX_MEMORY_KIB = 256 * 1_024;
    private static final int MAX_ITERATIONS = 20;
    private static final int MAX_PARALLELISM = 16;
    private static final int MIN_KIB_PER_LANE = 8;

    /** Checks the bounds. */
    public Argon2Cost {
        if (!isPossible(memoryKib, iterations, parallelism)) {
            throw new IllegalArgumentException("Argon2 cannot be run with m=%s KiB, t=%s, p=%s: at most %s, %s and %s"
                    .formatted(memoryKib, iterations, parallelism, MAX_MEMORY_KIB, MAX_ITERATIONS, MAX_PARALLELISM));
        }
    }

    static boolean isPossible(int memoryKib, int iterations, int parallelism) {
        return parallelism >= 1
                && parallelism <= MAX_PARALLELISM
                && iterations >= 1
                && iterations <= MAX_ITERATIONS
                && memoryKib >= MIN_KIB_PER_LANE * parallelism
                && memoryKib <= MAX_MEMORY_KIB;
    }

    /** Whether any of the three is lower than in {@code other}. */
    boolean isBelow(Argon2Cost other) {
        return memoryKib < other.memoryKib || iterations < other.iterations || parallelism < other.parallelism;
    }
}
