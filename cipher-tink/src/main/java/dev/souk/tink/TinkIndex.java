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

    private final PrfSet prfs;

    TinkIndex(PrfSet prfs) {
        this.prfs = prfs;
    }

    @Override
    public String writingKey() {
        return TinkKeys.id(prfs.getPrimaryId());
    }

    @Override
    public List<byte[]> hashes(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        List<byte[]> hashes = new ArrayList<>();
        try {
            hashes.add(prfs.computePrimary(bytes, LENGTH));
            for (Map.Entry<Integer, Prf> prf : prfs.getPrfs().entrySet()) {
                if (prf.getKey() != prfs.getPrimaryId()) {
                    hashes.add(prf.getValue().compute(bytes, LENGTH));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink's PRF does not give %d bytes".formatted(LENGTH), e);
        }
        return hashes;
    }

    @Override
    public String toString() {
        return "Tink PRF[writing=%s, ids=%s]"
                .formatted(
                        writingKey(),
                        prfs.getPrfs().keySet().stream()
                                .map(TinkKeys::id)
                                .sorted()
                                .toList());
    }
}
