package dev.souk.core.cache;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a value from bytes that anybody may have written. */
final class ValueReader {

    private final ByteBuffer bytes;

    ValueReader(byte[] value) {
        bytes = ByteBuffer.wrap(value);
    }

    byte oneByte() throws UnreadableValueException {
        require(Byte.BYTES);
        return bytes.get();
    }

    boolean flag() throws UnreadableValueException {
        return oneByte() != 0;
    }

    int wholeNumber() throws UnreadableValueException {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    long number() throws UnreadableValueException {
        require(Long.BYTES);
        return bytes.getLong();
    }

    double real() throws UnreadableValueException {
        require(Double.BYTES);
        return bytes.getDouble();
    }

    /** How many parts follow; each takes a byte at least, so there cannot be more than bytes are left. */
    int count() throws UnreadableValueException {
        int count = wholeNumber();
        require(count);
        return count;
    }

    String text() throws UnreadableValueException {
        @Nullable String text = textOrNull();
        if (text == null) {
            throw new UnreadableValueException("a text is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull() throws UnreadableValueException {
        int length = wholeNumber();
        if (length == -1) {
            return null;
        }
        require(length);
        ByteBuffer text = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableValueException(e);
        }
    }

    void requireEnd() throws UnreadableValueException {
        if (bytes.hasRemaining()) {
            throw new UnreadableValueException("bytes are left over");
        }
    }

    private void require(int length) throws UnreadableValueException {
        if (length < 0 || length > bytes.remaining()) {
            throw new UnreadableValueException("value ends early");
        }
    }
}
