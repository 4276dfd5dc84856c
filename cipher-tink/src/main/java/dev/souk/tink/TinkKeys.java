package dev.souk.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import dev.souk.core.protection.FieldKeys;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes keys for fields of Tink keysets. The primary key of a keyset writes, all enabled ones read; keys are changed by
 * Tink's own means, and {@link dev.souk.core.protection.Reencryption} brings the rows along.
 *
 * <pre>{@code
 * FieldKeys keys = TinkKeys.of(aeadKeyset, prfKeyset);
 * SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.encryptedWith(keys));
 * }</pre>
 */
public final class TinkKeys {

    private TinkKeys() {}

    /**
     * Keys of two keysets.
     *
     * @param cipherKeys for AEAD, such as AES256_GCM, each enabled key with a prefix of type TINK, which names it
     * @param indexKeys a PRF set that gives 32 bytes, such as HMAC_SHA256_PRF
     * @throws IllegalArgumentException if a keyset is for something else, or an enabled key has another prefix or none
     */
    public static FieldKeys of(KeysetHandle cipherKeys, KeysetHandle indexKeys) {
        try {
            AeadConfig.register();
            PrfConfig.register();
            return new FieldKeys(
                    new TinkCipher(
                            cipherKeys.getPrimitive(RegistryConfiguration.get(), Aead.class),
                            id(cipherKeys.getPrimary().getId()),
                            enabledIds(cipherKeys)),
                    new TinkIndex(indexKeys.getPrimitive(RegistryConfiguration.get(), PrfSet.class)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the keysets are not for AEAD and PRF of 32 bytes: " + e.getMessage(), e);
        }
    }

    /** Of a disabled key Tink makes nothing, so its rows wait for a host that has it, as those of any other key. */
    private static Set<String> enabledIds(KeysetHandle keys) {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < keys.size(); i++) {
            KeysetHandle.Entry entry = keys.getAt(i);
            if (entry.getStatus() == KeyStatus.ENABLED) {
                requirePrefix(entry);
                ids.add(id(entry.getId()));
            }
        }
        return ids;
    }

    private static void requirePrefix(KeysetHandle.Entry entry) {
        boolean named = entry.getKey() instanceof AeadKey key
                && Arrays.equals(key.getOutputPrefix().toByteArray(), TinkCipher.prefix(entry.getId()));
        if (!named) {
            throw new IllegalArgumentException(
                    "key %s has no prefix of type TINK, so a ciphertext would not say its key"
                            .formatted(id(entry.getId())));
        }
    }

    /** The id of a key in digits, as Tink's own tools show it. */
    static String id(int keyId) {
        return Integer.toUnsignedString(keyId);
    }
}
