package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Alerts, and what is known of how often listings show a term, in a stream of bytes:
 *
 * <pre>
 * 8 bytes   SOUKALRT
 * 4 bytes   the version of what follows
 * ...       the frequencies
 * 4 bytes   how many alerts, then for each: 4 bytes its length, and as many of {@link AlertCode}
 * 8 bytes   CRC-32C of all before
 * </pre>
 *
 * Numbers have their highest byte first. Another version is every change of {@link AlertCode}, of {@link TermKey} or of how {@link Frequencies} counts, and
 * every change of what a text means: of the grammar of {@link dev.souk.model.text.TextQuery}, by which alerts are read,
 * and of the rules of {@link dev.souk.model.text.TextAnalyzer}, by which words are counted.
 */
final class Snapshot {

    static final int VERSION = 9;

    private static final byte[] MAGIC = "SOUKALRT".getBytes(StandardCharsets.US_ASCII);
    /** No alert is longer: a hundred attributes, of a hundred values of 200 characters each, are 6 MB. */
    private static final int LONGEST = 1 << 23;

    private Snapshot() {}

    static void write(List<byte[]> alerts, Frequencies frequencies, OutputStream stream) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(stream), new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.write(MAGIC);
        out.writeInt(VERSION);
        frequencies.save(out);
        out.writeInt(alerts.size());
        for (byte[] alert : alerts) {
            out.writeInt(alert.length);
            out.write(alert);
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * Hands over every alert as it comes, and how it is written. Only when this returns was all of it right.
     *
     * @throws SnapshotException if it was not
     */
    static void read(InputStream stream, Frequencies frequencies, BiConsumer<Alert, byte[]> alerts) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(stream, 1 << 16), new CRC32C());
        try {
            read(new DataInputStream(checked), checked, frequencies, alerts);
        } catch (EOFException e) {
            throw new SnapshotException("is cut short", e);
        }
    }

    private static void read(
            DataInputStream in, CheckedInputStream checked, Frequencies frequencies, BiConsumer<Alert, byte[]> alerts)
            throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new SnapshotException("does not begin as one");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new SnapshotException("is of version %s, and %s is what can be read".formatted(version, VERSION));
        }
        frequencies.load(in);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            if (length < 0 || length > LONGEST) {
                throw new SnapshotException("holds an alert of %s bytes".formatted(length));
            }
            byte[] alert = new byte[length];
            in.readFully(alert);
            alerts.accept(decode(alert), alert);
        }
        long expected = checked.getChecksum().getValue();
        if (in.readLong() != expected) {
            throw new SnapshotException("was changed: its checksum is another one");
        }
    }

    /** Bytes that were changed can fail in any way: as a number, a date, an operator, a query. */
    private static Alert decode(byte[] alert) {
        try {
            return AlertCode.read(alert);
        } catch (RuntimeException e) {
            throw new SnapshotException("holds an alert that cannot be read", e);
        }
    }
}
