package dev.souk.accounts;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** The bytes of a password: UTF-8 of its form NFC. */
final class PasswordBytes {

    private PasswordBytes() {}

    /** The bytes, for the caller to wipe; empty if it is empty, too long, or no text. */
    static Optional<byte[]> of(char[] password, int maxLength) {
        if (password.length == 0 || password.length > maxLength) {
            return Optional.empty();
        }
        CharBuffer chars = CharBuffer.wrap(password);
        // Nearly every password is in NFC as it is, and no String of it is made.
        CharBuffer normal = Normalizer.isNormalized(chars, Normalizer.Form.NFC)
                ? chars
                : CharBuffer.wrap(Normalizer.normalize(chars, Normalizer.Form.NFC));
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(normal);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            encoded.clear().put(new byte[encoded.capacity()]);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty(); // a lone surrogate
        }
    }
}
