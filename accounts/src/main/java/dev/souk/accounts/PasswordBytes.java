package dev.souk.accounts;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a password: UTF-8 of its form NFC. */
final class PasswordBytes {

    /** A UTF-16 unit takes three bytes of UTF-8 at most; the two of a surrogate pair take four. */
    private static final int BYTES_OF_A_UNIT = 3;

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
        // Room for any: a buffer that grew would leave the one before it behind, which nobody wipes.
        byte[] room = new byte[normal.remaining() * BYTES_OF_A_UNIT];
        try {
            ByteBuffer encoded = ByteBuffer.wrap(room);
            return StandardCharsets.UTF_8
                            .newEncoder()
                            .encode(normal, encoded, true)
                            .isError()
                    ? Optional.empty() // a lone surrogate
                    : Optional.of(Arrays.copyOf(room, encoded.position()));
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }
}
