package dev.souk.core.protection;

/**
 * Encrypts single values, each bound to its place. Souk's own is AES-256-GCM of the JDK, by {@link FieldKeys#of};
 * implement this for keys that live in a vault or another library.
 *
 * <p>An implementation authenticates the ciphertext and {@link FieldPlace#associatedData}, writes the id of the key into
 * the ciphertext, encrypts by one key and decrypts by every key that it has. It must not remember values, and must be
 * safe for several threads. {@link Object#toString} shows ids of keys at most.
 */
public interface FieldCipher {

    /** The id of the key that {@link #encrypt} uses: 1 to 64 letters, digits, dots, dashes and underscores. */
    String writingKey();

    /** The ciphertext of a value. Two of the same value differ. */
    byte[] encrypt(byte[] plaintext, FieldPlace place);

    /**
     * The value of a ciphertext.
     *
     * @throws UnknownKeyException if the key is none of those that this has
     * @throws UnreadableFieldException if the ciphertext was altered, was moved here from another place, or the key of
     *     that id is another one
     */
    byte[] decrypt(byte[] ciphertext, FieldPlace place);
}
