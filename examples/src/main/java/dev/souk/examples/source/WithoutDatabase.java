package dev.souk.examples.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.alerts.AlertEngine;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.PageReport;
import dev.souk.scraper.ScrapeReport;
import dev.souk.scraper.Scraper;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.source.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * Fetches, reads and matches, and keeps nothing: {@code souk-scraper} and {@code souk-alerts} alone, on a marketplace of
 * two pages that is started on this machine.
 */
public final class WithoutDatabase {

    private final PrintStream out;

    WithoutDatabase(PrintStream out) {
        this.out = out;
    }

    /** Prints what is found and whom it would be told to. Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        HttpServer market = market();
        try {
            new WithoutDatabase(new PrintStream(System.out, true, StandardCharsets.UTF_8))
                    .run(URI.create("http://127.0.0.1:" + market.getAddress().getPort()));
        } finally {
            market.stop(0);
        }
    }

    void run(URI market) {
        AlertEngine engine = new AlertEngine();
        engine.register(Alert.of(
                1,
                7,
                "Folding bikes",
                AlertCriteria.builder()
                        .allOf("brompton")
                        .maxPrice(Money.of(700, "EUR"))
                        .build(),
                "-broken"));
        try (HttpFetcher fetcher = HttpFetcher.builder("mailto:examples@example.org")
                .allowLoopback()
                .pace(Duration.ofMillis(20))
                .build()) {
            Scraper scraper = Scraper.builder(fetcher, Clock.systemUTC()).build();

            ScrapeReport report = scraper.run(
                    new LittleMarket(market),
                    SearchRequest.of("brompton"),
                    page -> page.listings().forEach(listing -> tell(engine, listing)));

            for (PageReport page : report.pages()) {
                out.println(page.request().url() + ": " + page.outcome().kind());
            }
        }
    }

    private void tell(AlertEngine engine, Listing listing) {
        out.println(listing.title() + ", " + listing.price());
        for (long alert : engine.match(listing)) {
            engine.explain(alert, listing)
                    .ifPresent(why -> out.println(why.toString().indent(4)));
        }
    }

    static HttpServer market() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ads", WithoutDatabase::answer);
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean second = "page=2".equals(exchange.getRequestURI().getQuery());
            byte[] page = page(second ? "page-2.json" : "page-1.json");
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    /** A page of the market, as a recording of a real one would lie beside the tests of your source. */
    static byte[] page(String name) throws IOException {
        try (InputStream in = WithoutDatabase.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
