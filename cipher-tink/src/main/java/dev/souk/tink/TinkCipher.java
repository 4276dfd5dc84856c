package dev.souk.tink;

import com.google.crypto.tink.Aead;
import dev.souk.core.protection.FieldCipher;
import dev.souk.core.protection.FieldPlace;
import dev.souk.core.protection.UnknownKeyException;
import dev.souk.core.protection.UnreadableFieldException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Set;

/** A Tink AEAD. A ciphertext begins with a byte and the four of its key's id. Thread-safe. */
final class TinkCipher implements FieldCipher {

    private static final byte PREFIX = 1;
    private static final int PREFIX_LENGTH = 5;

    private final Aead aead;
    private final String writingKey;
    private final Set<String> ids;

    TinkCipher(Aead aead, String writingKey, Set<String> ids) {
        this.aead = aead;
        this.writingKey = writingKey;
        this.ids = ids;
    }

    /** What a ciphertext by the key of that id begins with. */
    static byte[] prefix(int keyId) {
        return ByteBuffer.allocate(PREFIX_LENGTH).put(PREFIX).putInt(keyId).array();
    }

    @Override
    public String writingKey() {
        return writingKey;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, FieldPlace place) {
        try {
            return aead.encrypt(plaintext, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot encrypt by key " + writingKey, e);
        }
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, FieldPlace place) {
        if (ciphertext.length < PREFIX_LENGTH || ciphertext[0] != PREFIX) {
            throw new UnreadableFieldException(place, "?");
        }
        String id = TinkKeys.id(ByteBuffer.wrap(ciphertext).getInt(1));
        if (!ids.contains(id)) {
            throw new UnknownKeyException(place, id);
        }
        try {
            return aead.decrypt(ciphertext, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new UnreadableFieldException(place, id);
        }
    }

    @Override
    public String toString() {
        return "Tink AEAD[writing=%s, ids=%s]".formatted(writingKey, ids);
    }
}
