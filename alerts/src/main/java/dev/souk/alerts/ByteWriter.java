package dev.souk.alerts;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/** Writes small numbers, texts and lists in few bytes. {@link ByteReader} reads them. */
final class ByteWriter {

    private byte[] bytes = new byte[128];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size] = (byte) value;
        size++;
    }

    /** Seven bits a byte, the lowest first (LEB128). */
    void number(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            put((int) left | 0x80);
            left >>>= 7;
        }
        put((int) left);
    }

    void text(String text) {
        sized(text.getBytes(StandardCharsets.UTF_8));
    }

    private void sized(byte[] some) {
        number(some.length);
        if (some.length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, 2 * (size + some.length));
        }
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
    }

    void decimal(BigDecimal decimal) {
        number(decimal.scale());
        sized(decimal.unscaledValue().toByteArray());
    }

    void exact(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Long.BYTES; i++) {
            put((int) (bits >>> (i * Byte.SIZE)));
        }
    }

    <T> void list(Collection<T> items, Consumer<? super T> writer) {
        number(items.size());
        items.forEach(writer);
    }
}
