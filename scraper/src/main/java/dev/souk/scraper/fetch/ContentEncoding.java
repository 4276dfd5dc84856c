package dev.souk.scraper.fetch;

import java.io.IOException;
import java.util.Locale;
import okhttp3.Response;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the compression of an answer as it is read, so that nothing is unpacked that is not asked for. */
final class ContentEncoding {

    /** What a site may send. */
    static final String ACCEPTED = "br, gzip";

    private ContentEncoding() {}

    static BufferedSource decoded(Response response) throws IOException {
        BufferedSource packed = response.body().source();
        @Nullable String encoding = response.headers().get("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> packed;
            case "gzip", "x-gzip" -> Okio.buffer(new GzipSource(packed));
            // A window of at most 16 MiB; larger ones need a switch that is off.
            case "br" -> Okio.buffer(Okio.source(new BrotliInputStream(packed.inputStream())));
            default -> throw new IOException("content encoding was not asked for: " + encoding);
        };
    }
}
