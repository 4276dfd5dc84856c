package dev.souk.testkit.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.souk.model.Money;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.facebook.FacebookMarketplaceSource;
import dev.souk.scraper.source.ListingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A marketplace on this machine: a web server on 127.0.0.1 whose pages are built as those of Facebook Marketplace are,
 * with what you put in.
 *
 * <pre>{@code
 * try (LocalMarket market = LocalMarket.start()) {
 *     market.put(MarketItem.of("1001", "Brompton M6L", Money.of(650, "USD")).category(MarketCategory.BICYCLES));
 *     ... SoukPipeline.builder(database).watch(market.source(), SearchRequest.of("brompton"))
 *     market.reprice("1001", 550);
 * }
 * }</pre>
 *
 * <p>It serves search pages ({@code /marketplace/{place}/search/}), category pages ({@code
 * /marketplace/{place}/bicycles/}), item pages ({@code /marketplace/item/{id}/}), photos and {@code robots.txt}. Every
 * place shows every item. A search understands {@code query} (every word must occur), {@code minPrice}, {@code
 * maxPrice}, {@code itemCondition}, {@code availability} and {@code sortBy}, and shows the first 24 items. What is sold
 * stays, marked as sold, until it is removed. Everything has an {@code ETag}, and is answered with 304 to whom has it.
 *
 * <p>Thread-safe.
 */
public final class LocalMarket implements AutoCloseable {

    private static final Pattern SEARCH = Pattern.compile("/marketplace/(?:[^/]+/)?(?:category/)?search/?");
    private static final Pattern ITEM = Pattern.compile("/marketplace/item/([0-9]{1,20})/?");
    private static final Pattern CATEGORY = Pattern.compile("/marketplace/[^/]+/([a-z]+)/?");
    private static final Pattern PHOTO = Pattern.compile("/photos/([0-9]{1,20})/([0-9]{1,2})\\.png");
    private static final String ROBOTS = "User-agent: *\nDisallow: /login\nAllow: /\n";
    private static final String FAILURE = "<!DOCTYPE html><title>Error</title><p>Sorry, something went wrong.</p>";

    private final HttpServer server;
    private final ExecutorService workers;
    private final MarketPages pages;
    private final Map<String, MarketItem> items = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Deque<Integer> failures = new ArrayDeque<>();

    private LocalMarket(HttpServer server, String currency) {
        this.server = server;
        this.workers = Executors.newFixedThreadPool(4, work -> {
            Thread thread = new Thread(work, "local-market");
            thread.setDaemon(true);
            return thread;
        });
        this.pages = new MarketPages(baseUri(), currency);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Opens an empty market that counts in US dollars, at a free port. */
    public static LocalMarket start() {
        return start("USD");
    }

    /**
     * Opens an empty market, at a free port.
     *
     * @param currency what the market says it counts in, such as {@code EUR}
     */
    public static LocalMarket start(String currency) {
        try {
            InetAddress here = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            return new LocalMarket(HttpServer.create(new InetSocketAddress(here, 0), 0), currency);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a market on this machine", e);
        }
    }

    /** Where it is, without a slash at the end: {@code http://127.0.0.1:40123}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Reads this market. Fetch for it by a fetcher that may connect to this machine: {@code allowLoopback()}. */
    public ListingSource source() {
        return FacebookMarketplaceSource.builder().baseUri(baseUri()).build();
    }

    /** The page of an item, whether it is there or not. */
    public URI itemUri(String id) {
        return URI.create(baseUri() + "/marketplace/item/" + id + "/");
    }

    /** Puts an item on the market, or in the place of the one with its id. */
    public synchronized LocalMarket put(MarketItem item) {
        items.put(item.id(), item);
        return this;
    }

    /** Takes an item off the market: it is in no search, and its page says that it is gone. */
    public synchronized void remove(String id) {
        change(id, item -> item);
        items.remove(id);
    }

    /** Marks an item as sold. */
    public void sell(String id) {
        change(id, item -> item.status(ListingStatus.SOLD));
    }

    /** Changes a price, in the currency it has, and strikes through the one before. */
    public void reprice(String id, long amount) {
        change(
                id,
                item -> item.oldPrice(item.price())
                        .price(Money.of(amount, item.price().currency())));
    }

    private synchronized void change(String id, UnaryOperator<MarketItem> change) {
        MarketItem item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("no item " + id + " on the market");
        }
        items.put(id, change.apply(item));
    }

    /** Answers the next request for a page (not for photos or robots.txt) with this status and nothing useful. */
    public synchronized void failNext(int status) {
        if (status < 300 || status > 599) {
            throw new IllegalArgumentException("status of a failure must be 300 to 599: " + status);
        }
        failures.add(status);
    }

    /** Number of requests for pages so far; photos and robots.txt do not count. */
    public synchronized int requestCount() {
        return requests.size();
    }

    /** The requests for pages so far, path and query, in order. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Closes the market. Its port is free afterwards. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Answer answer = answer(uri).unlessKnown(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            exchange.getResponseHeaders().set("ETag", answer.tag());
            boolean isBare = answer.status == 304 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status, isBare ? -1 : answer.body.length);
            if (!isBare) {
                exchange.getResponseBody().write(answer.body);
            }
        }
    }

    private Answer answer(URI uri) throws IOException {
        String path = uri.getPath();
        if (path.equals("/robots.txt")) {
            return new Answer(200, "text/plain; charset=utf-8", ROBOTS.getBytes(StandardCharsets.UTF_8));
        }
        Matcher photo = PHOTO.matcher(path);
        if (photo.matches()) {
            return photo(photo.group(1), Integer.parseInt(photo.group(2)));
        }
        int failure = note(uri);
        return failure == 0 ? Answer.page(200, page(uri)) : Answer.page(failure, FAILURE);
    }

    /** Remembers a request for a page; gives the status that it is to fail with, or 0. */
    private synchronized int note(URI uri) {
        String query = uri.getRawQuery();
        requests.add(query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query);
        return failures.isEmpty() ? 0 : failures.remove();
    }

    private Answer photo(String id, int number) throws IOException {
        Optional<MarketItem> item = item(id).filter(known -> number >= 1 && number <= known.photos());
        return item.isPresent()
                ? new Answer(200, "image/png", new MarketPhoto(item.get(), number).toPng())
                : Answer.page(404, "<!DOCTYPE html><title>Not Found</title>");
    }

    private String page(URI uri) {
        String path = uri.getPath();
        MarketSearch search = MarketSearch.parse(uri.getRawQuery());
        if (SEARCH.matcher(path).matches()) {
            return pages.search(search.among(all()));
        }
        Matcher item = ITEM.matcher(path);
        if (item.matches()) {
            return item(item.group(1)).map(found -> pages.item(found, all())).orElseGet(pages::gone);
        }
        Matcher category = CATEGORY.matcher(path);
        return category.matches() ? pages.category(search.among(inCategory(category.group(1)))) : pages.gone();
    }

    private List<MarketItem> inCategory(String slug) {
        return all().stream()
                .filter(item -> item.category().slug().equals(slug))
                .toList();
    }

    private synchronized List<MarketItem> all() {
        return List.copyOf(items.values());
    }

    private synchronized Optional<MarketItem> item(String id) {
        return Optional.ofNullable(items.get(id));
    }

    private static final class Answer {

        private final int status;
        private final String type;
        private final byte[] body;

        private Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        /** What the page is known by until it changes. */
        private String tag() {
            CRC32C crc = new CRC32C();
            crc.update(body);
            return String.format(Locale.ROOT, "\"%08x-%x\"", crc.getValue(), body.length);
        }

        /** That nothing has changed, if this is what whoever asks has already. */
        private Answer unlessKnown(@Nullable String known) {
            return status == 200 && tag().equals(known) ? new Answer(304, type, body) : this;
        }

        private static Answer page(int status, String html) {
            return new Answer(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        }
    }
}
