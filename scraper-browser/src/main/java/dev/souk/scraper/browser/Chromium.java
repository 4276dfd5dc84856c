package dev.souk.scraper.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A browser with its driver and a folder for all that they write. For one thread, but for {@link #kill}. */
final class Chromium {

    /*
     * The browser has no way to any network: what a page asks for is taken from it and fetched by the fetcher, and whatever
     * might not be taken (what is new in browsers, or of their own) goes to a proxy that is not there.
     *
     * The processes of the browser are those below its driver: that is how those that are left over are told from other
     * people's browsers.
     */

    private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);

    /** The port of "discard" on loopback, where nobody listens. */
    private static final String NO_PROXY = "http://127.0.0.1:9";

    /** Nothing goes past that proxy: no name is looked up by the browser, nothing is sent by UDP. */
    private static final List<String> ARGUMENTS = List.of(
            "--proxy-bypass-list=<-loopback>",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            "--disable-quic",
            "--dns-prefetch-disable",
            "--no-pings",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--disable-sync");

    /** How long a browser may take to start. */
    private static final Duration START = Duration.ofSeconds(60);

    /** How long after the end of its time a page may take to notice it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How many things of one page are fetched at a time. */
    private static final int AT_A_TIME = 4;

    private final Watchdog watchdog = new Watchdog(this::kill);
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, Chromium::thread);
    private final HttpFetcher http;
    private final Path program;
    private final Path node;

    private volatile @Nullable Started started;

    private final AtomicBoolean inFolder = new AtomicBoolean();

    /** The driver and what it has started; read by whoever kills them. */
    private volatile List<ProcessHandle> processes = List.of();

    Chromium(HttpFetcher http, Path program, Path node) {
        this.http = http;
        this.program = program;
        this.node = node;
    }

    /** Runs the scripts of a page and reads what has become of it. */
    FetchOutcome render(Page page, BrowserFetcher.Limits limits) {
        Started browser = ready();
        Watchdog.Watch watch = watchdog.watch(limits.timeout().plus(GRACE));
        try (watch;
                Subresources subresources = new Subresources(http, threads, page, limits);
                BrowserContext context = browser.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setUserAgent(http.userAgent())
                                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                                .setAcceptDownloads(false))) {
            return new Rendering(context, subresources, page, limits).run();
        } catch (PlaywrightException e) {
            if (watch.hasBitten()) {
                return new FetchOutcome.TimedOut(page.request().url(), limits.timeout());
            }
            throw e;
        }
    }

    private Started ready() {
        Started running = started;
        if (running != null && running.browser().isConnected()) {
            return running;
        }
        close();
        Watchdog.Watch watch = watchdog.watch(START);
        try (watch) {
            Started fresh = start();
            started = fresh;
            return fresh;
        }
    }

    private Started start() {
        Path temporary = SharedFolder.enter();
        inFolder.set(true);
        @Nullable Playwright driver = null;
        try {
            driver = driver(temporary);
            Browser browser = driver.chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setHeadless(true)
                            // As root Chromium has no sandbox, and says so; it does not start without this.
                            .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                            .setArgs(ARGUMENTS)
                            .setProxy(new Proxy(NO_PROXY)));
            processes = withDescendants(processes);
            return new Started(driver, browser);
        } catch (RuntimeException e) {
            if (driver != null) {
                driver.close();
            }
            kill();
            throw e;
        }
    }

    /** The driver is told apart from other children of this process by being the one that is new. */
    private Playwright driver(Path temporary) {
        synchronized (Chromium.class) {
            Set<Long> before =
                    ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
            Playwright driver = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of(
                            "PLAYWRIGHT_NODEJS_PATH", node.toString(),
                            "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                            "TMPDIR", temporary.toString())));
            processes = ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child.pid()))
                    .filter(child -> child.info().commandLine().orElse("").contains("run-driver"))
                    .toList();
            return driver;
        }
    }

    /** Ends the browser as it wants to be ended. */
    void close() {
        Started running = started;
        started = null;
        if (running != null) {
            try {
                running.driver().close();
            } catch (PlaywrightException e) {
                LOG.debug("the driver did not close by itself", e);
            }
        }
        kill();
    }

    /** Ends all of it for good. Safe for any thread. */
    void end() {
        threads.shutdownNow();
        watchdog.close();
        kill();
    }

    /** A thread that does not keep the host's process alive. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "souk-browser-fetch");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends what is left of the browser's processes, and deletes what they wrote. Safe for any thread. */
    void kill() {
        withDescendants(processes).forEach(ProcessHandle::destroyForcibly);
        if (inFolder.compareAndSet(true, false)) {
            SharedFolder.leave();
        }
    }

    /** Those below come first: they are found no more when what started them has ended. */
    private static List<ProcessHandle> withDescendants(List<ProcessHandle> processes) {
        return Stream.concat(processes.stream().flatMap(ProcessHandle::descendants), processes.stream())
                .distinct()
                .toList();
    }

    /** What runs. */
    private record Started(Playwright driver, Browser browser) {}
}
