package dev.souk.accounts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Argon2id that notes what was computed, and at which cost. */
final class CountingHasher implements PasswordHasher {

    private final Argon2Hasher hasher;
    private final List<String> computed = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable whileHashing = () -> {};

    CountingHasher(Argon2Cost cost) {
        hasher = Argon2Hasher.at(cost);
    }

    /** What was computed since the last call: {@code check m=64} or {@code hash}. */
    List<String> takeComputed() {
        List<String> taken = List.copyOf(computed);
        computed.clear();
        return taken;
    }

    void whileHashing(Runnable interference) {
        whileHashing = interference;
    }

    @Override
    public String hash(char[] password) {
        computed.add("hash");
        return hasher.hash(password);
    }

    @Override
    public boolean reads(String stored) {
        return hasher.reads(stored);
    }

    @Override
    public boolean matches(char[] password, String stored) {
        PhcString.parse(stored)
                .ifPresent(phc -> computed.add("check m=" + phc.cost().memoryKib()));
        whileHashing.run();
        return hasher.matches(password, stored);
    }

    @Override
    public boolean isOutdated(String stored) {
        return hasher.isOutdated(stored);
    }
}
