package dev.souk.scraper.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.PageRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real Chromium on pages of this machine. Everything that it asks for comes by the fetcher; the wall is beneath it. */
@ExtendWith(LoopbackWall.class)
abstract class BrowserOnThisMachine {

    static final Map<String, MockResponse> PAGES = new ConcurrentHashMap<>();
    static final List<String> ASKED = new CopyOnWriteArrayList<>();
    static final Map<String, RecordedRequest> LAST = new ConcurrentHashMap<>();

    private static MockWebServer server;
    static HttpFetcher http;
    static BrowserFetcher browser;

    @BeforeAll
    static void start() throws IOException {
        if (!BrowserFetcher.isAvailable()) {
            System.out.println("SKIPPED: the tests of BrowserFetcher need Chromium and Node.js on the path");
        }
        assumeTrue(BrowserFetcher.isAvailable(), "Chromium or Node.js is not installed");
        server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                ASKED.add(request.getTarget());
                LAST.put(request.getTarget(), request);
                return PAGES.getOrDefault(
                        request.getTarget(),
                        new MockResponse.Builder().code(404).build());
            }
        });
        // 127.0.0.1 itself is not allowed, so that a page on 127.0.0.2 has something next door that it must not reach.
        server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0);
        http = HttpFetcher.builder("mailto:ops@example.org")
                .allowAddresses("127.0.0.2")
                .pace(Duration.ZERO)
                .build();
        browser = BrowserFetcher.builder(http)
                .timeout(Duration.ofSeconds(60))
                .settle(Duration.ofSeconds(20))
                .maxBytes(2_000_000)
                .build();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
            browser.close();
            http.close();
            server.close();
            assertThat(children).isNotEmpty();
            // Each has ended, or ends now.
            children.forEach(
                    child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        }
    }

    @BeforeEach
    void empty() {
        PAGES.clear();
        ASKED.clear();
        LAST.clear();
    }

    static void page(String target, String body) {
        page(target, body, "text/html; charset=utf-8");
    }

    static void script(String target, String body) {
        page(target, body, "text/javascript");
    }

    static void json(String target, String body) {
        page(target, body, "application/json");
    }

    static void page(String target, String body, String type) {
        PAGES.put(
                target,
                new MockResponse.Builder()
                        .addHeader("Content-Type", type)
                        .body(body)
                        .build());
    }

    static PageRequest list(String target) {
        return PageRequest.list(url(target));
    }

    static URI url(String target) {
        return URI.create("http://127.0.0.2:" + server.getPort() + target);
    }
}
