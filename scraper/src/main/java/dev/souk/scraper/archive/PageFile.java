package dev.souk.scraper.archive;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How a page stands in a file: gzip over a few lines of what is known of it, an empty line, and its text, in UTF-8. */
final class PageFile {

    private static final String FIRST_LINE = "Souk page 1";

    private PageFile() {}

    static void write(Page page, OutputStream file) throws IOException {
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(file), StandardCharsets.UTF_8))) {
            out.write(String.join(
                    "\n",
                    FIRST_LINE,
                    page.request().kind().name(),
                    page.request().url().toString(),
                    page.url().toString(),
                    page.fetchedAt().toString(),
                    "",
                    ""));
            out.write(page.body());
        }
    }

    static Page read(InputStream file) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            if (!FIRST_LINE.equals(in.readLine())) {
                throw new IOException("not an archived page");
            }
            PageRequest.Kind kind = PageRequest.Kind.valueOf(line(in));
            PageRequest request = new PageRequest(URI.create(line(in)), kind);
            URI url = URI.create(line(in));
            Instant fetchedAt = Instant.parse(line(in));
            line(in);
            return new Page(request, url, rest(in), fetchedAt);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("not an archived page", e);
        }
    }

    private static String line(BufferedReader in) throws IOException {
        @Nullable String line = in.readLine();
        if (line == null) {
            throw new IOException("an archived page ends early");
        }
        return line;
    }

    private static String rest(Reader in) throws IOException {
        StringWriter text = new StringWriter();
        in.transferTo(text);
        return text.toString();
    }
}
