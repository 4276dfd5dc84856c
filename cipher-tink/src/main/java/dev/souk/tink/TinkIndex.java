package dev.souk.tink;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import dev.souk.core.protection.BlindIndex;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Tink PRF set. Thread-safe. */
final class TinkIndex implements BlindIndex {

    private static final int LENGTH = 32;

    private final int primary;
    private final Map<Integer, Prf> prfs;

    /** Makes a hash by each key, so that one which gives too few bytes is refused now and not at the first user. */
    TinkIndex(PrfSet set) throws GeneralSecurityException {
        primary = set.getPrimaryId();
        prfs = Map.copyOf(set.getPrfs());
        computed(new byte[0]);
    }

    @Override
    public String writingKey() {
        return TinkKeys.id(primary);
    }

    @Override
    public List<byte[]> hashes(String value) {
        try {
            return computed(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink's PRF does not give %s bytes".formatted(LENGTH), e);
        }
    }

    private List<byte[]> computed(byte[] value) throws GeneralSecurityException {
        List<byte[]> hashes = new ArrayList<>();
        for (Map.Entry<Integer, Prf> prf : prfs.entrySet()) {
            int place = prf.getKey() == primary ? 0 : hashes.size();
            hashes.add(place, prf.getValue().compute(value, LENGTH));
        }
        return hashes;
    }

    @Override
    public String toString() {
        List<String> ids = prfs.keySet().stream().map(TinkKeys::id).sorted().toList();
        return "Tink PRF[writing=%s, ids=%s]".formatted(writingKey(), ids);
    }
}
