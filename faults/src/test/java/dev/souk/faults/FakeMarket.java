package dev.souk.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A marketplace over HTTP that shows everything on one page. Thread-safe.
 *
 * <p>A price changes only while no host holds a page that it has not stored yet: a host that stored the old price after
 * another had stored the new one would see it rise and fall again, which is true, and nobody could say how often. A host
 * holds a page until it asks again.
 */
final class FakeMarket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake-market");
        thread.setDaemon(true);
        return thread;
    });
    private final SortedMap<Integer, Wares> wares = new TreeMap<>();
    private final Set<String> visitors = new HashSet<>();
    private final Set<String> holders = new HashSet<>();
    private boolean open = true;
    private volatile boolean showsEverything;
    private int pages;

    @Nullable
    private Consumer<String> onPage;

    FakeMarket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a market", e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:%d%s"
                .formatted(server.getAddress().getPort(), showsEverything ? MarketSource.EVERYTHING : ""));
    }

    /** From now on hosts are told by its address that what its page does not show is not there. */
    void showEverything() {
        showsEverything = true;
    }

    boolean showsEverything() {
        return showsEverything;
    }

    /** Puts it on the page, or changes what the page says of it. */
    synchronized void show(Wares more) {
        wares.put(more.number(), more);
    }

    /** Changes something while no host holds a page. */
    synchronized void change(Runnable change) {
        open = false;
        await(holders::isEmpty, () -> "hosts that keep a page and do not ask again: " + holders);
        change.run();
        open = true;
        notifyAll();
    }

    /** How many pages hosts have asked for. */
    synchronized int pages() {
        return pages;
    }

    /** Whether that host has ever asked for a page. */
    synchronized boolean isKnownTo(String host) {
        return visitors.contains(host);
    }

    /** A host that is gone holds nothing. */
    synchronized void forget(String host) {
        holders.remove(host);
        notifyAll();
    }

    /** Does something once, with the name of the host, when the next page is on its way. */
    synchronized void onNextPage(Consumer<String> action) {
        onPage = action;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().endsWith("/wares")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String host = exchange.getRequestURI().getQuery().replace("host=", "");
            byte[] page = page(host).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.getResponseBody().flush();
            pageAction().ifPresent(action -> action.accept(host));
        }
    }

    private synchronized Optional<Consumer<String>> pageAction() {
        Optional<Consumer<String>> action = Optional.ofNullable(onPage);
        onPage = null;
        return action;
    }

    private synchronized String page(String host) {
        visitors.add(host);
        holders.remove(host);
        notifyAll();
        await(() -> open, () -> "a market that stays closed");
        holders.add(host);
        pages++;
        return wares.values().stream().filter(Wares::isOnPage).map(Wares::line).collect(Collectors.joining("\n"));
    }

    private synchronized void await(BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(state.get());
                }
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
