package dev.souk.scraper.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks a proxy for: the head of one request.
 *
 * @param isTunnel whether it wants bytes carried to a host (CONNECT), or a URL of plain HTTP
 * @param host as it was written
 * @param start the first line as a site wants it
 * @param headers those for the site, as they came
 * @param authorization what it said of itself; null if nothing
 */
record ProxyRequest(
        boolean isTunnel,
        String host,
        int port,
        String start,
        List<String> headers,
        @Nullable String authorization) {

    private static final int LONGEST = 64 * 1024;

    /** Reads one head; what follows it stays unread. */
    static ProxyRequest read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3) {
            throw new ProxyException("not a request of HTTP");
        }
        boolean tunnel = first[0].equals("CONNECT");
        @Nullable HttpUrl url = HttpUrl.parse(tunnel ? "https://" + first[1] + "/" : first[1]);
        if (url == null || (!tunnel && url.isHttps())) {
            throw new ProxyException("not a request for a site");
        }
        List<String> headers = new ArrayList<>();
        @Nullable String authorization = null;
        for (String line : List.of(lines).subList(1, lines.length)) {
            String name = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
            if (name.equals("proxy-authorization")) {
                authorization = line.substring(name.length() + 1).trim();
            } else if (!name.isEmpty() && !name.startsWith("proxy-") && !name.equals("connection")) {
                headers.add(line);
            }
        }
        // One request for each connection, so that none reaches another host than the one that was looked at.
        headers.add("Connection: close");
        String query = url.encodedQuery() == null ? "" : "?" + url.encodedQuery();
        return new ProxyRequest(
                tunnel,
                url.host(),
                url.port(),
                first[0] + " " + url.encodedPath() + query + " HTTP/1.1",
                headers,
                authorization);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int octet = Handshake.next(in);
            if (head.size() >= LONGEST) {
                throw new ProxyException("request is too long");
            }
            head.write(octet);
            boolean fits = octet == (matched % 2 == 0 ? '\r' : '\n');
            matched = fits ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    boolean hasPassword(String user, String password) {
        byte[] expected = ("Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** The head for the site. */
    byte[] forSite() {
        return (start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Leaves out what may be secret. */
    @Override
    public String toString() {
        return "ProxyRequest[" + host + ":" + port + "]";
    }
}
