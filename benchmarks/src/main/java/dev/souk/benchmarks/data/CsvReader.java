package dev.souk.benchmarks.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads records of a gzipped CSV file (RFC 4180, UTF-8), line breaks within quotes included. Not thread-safe. */
final class CsvReader implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final BufferedReader in;

    /** Opens the file and passes over its first record, the names of the columns. */
    CsvReader(Path file) {
        try {
            in = new BufferedReader(
                    new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(file), BUFFER), StandardCharsets.UTF_8),
                    BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next();
    }

    /** The fields of the next record; empty at the end of the file. */
    List<String> next() {
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> read() throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int c = in.read();
        if (c < 0) {
            return fields;
        }
        for (; c >= 0; c = in.read()) {
            if (c == '"') {
                if (quoted && nextIsQuote()) {
                    field.append('"');
                } else {
                    quoted = !quoted;
                }
            } else if (quoted) {
                field.append((char) c);
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                field.append((char) c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** Passes over the second of two quotes, which stand for one. */
    private boolean nextIsQuote() throws IOException {
        in.mark(1);
        if (in.read() == '"') {
            return true;
        }
        in.reset();
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
