package dev.souk.alerts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads what a {@link ByteWriter} has written. */
final class ByteReader {

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at];
            at++;
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    int small() {
        return (int) number();
    }

    String text() {
        int length = small();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    BigDecimal decimal() {
        int scale = small();
        int length = small();
        at += length;
        return new BigDecimal(new BigInteger(Arrays.copyOfRange(bytes, at - length, at)), scale);
    }

    double exact() {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits |= (bytes[at] & 0xFFL) << (i * Byte.SIZE);
            at++;
        }
        return Double.longBitsToDouble(bits);
    }

    <T> List<T> list(Supplier<T> reader) {
        int count = small();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(reader.get());
        }
        return items;
    }
}
