package dev.souk.scraper.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.Page.WaitForLoadStateOptions;
import com.microsoft.playwright.Page.WaitForSelectorOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.microsoft.playwright.options.WaitUntilState;
import dev.souk.scraper.browser.BrowserFetcher.Limits;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.GuardedProxy;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Page;
import java.net.URI;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One page in a browser: gives it the text that came, lets its scripts run, and reads what has become of it. */
final class Rendering {

    private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);

    /** What a page without pictures needs. */
    private static final Set<String> KINDS = Set.of("document", "script", "xhr", "fetch", "stylesheet");

    private static final String LENGTH = "document.documentElement.outerHTML.length";

    private final BrowserContext context;
    private final HttpFetcher http;
    private final GuardedProxy proxy;
    private final Page page;
    private final Limits limits;
    private final long end;
    private boolean given;
    private int requests;

    Rendering(BrowserContext context, HttpFetcher http, GuardedProxy proxy, Page page, Limits limits) {
        this.context = context;
        this.http = http;
        this.proxy = proxy;
        this.page = page;
        this.limits = limits;
        this.end = System.nanoTime() + limits.timeout().toNanos();
    }

    FetchOutcome run() {
        context.setDefaultTimeout(limits.timeout().toMillis());
        context.addInitScript("delete window.RTCPeerConnection; delete window.WebTransport;");
        context.route(url -> true, this::decide);
        context.routeWebSocket(url -> true, socket -> socket.close());
        com.microsoft.playwright.Page tab = context.newPage();
        tab.onPopup(com.microsoft.playwright.Page::close);
        try {
            tab.navigate(
                    page.url().toString(),
                    new NavigateOptions()
                            .setWaitUntil(WaitUntilState.DOMCONTENTLOADED)
                            .setTimeout(left()));
        } catch (TimeoutError e) {
            return new FetchOutcome.TimedOut(page.request().url(), limits.timeout());
        }
        settle(tab);
        if (proxy.isSpent() || length(tab) > limits.maxBytes()) {
            return new FetchOutcome.TooLarge(page.request().url(), limits.maxBytes());
        }
        return new FetchOutcome.Ok(new Page(page.request(), page.url(), tab.content(), page.fetchedAt()));
    }

    /** Waits until the page is ready, or for as long as may be; then it is taken as it is. */
    private void settle(com.microsoft.playwright.Page tab) {
        double wait = Math.min(left(), limits.settle().toMillis());
        try {
            if (limits.ready().isPresent()) {
                tab.waitForSelector(
                        limits.ready().get(),
                        new WaitForSelectorOptions()
                                .setState(WaitForSelectorState.ATTACHED)
                                .setTimeout(wait));
            } else {
                tab.waitForLoadState(LoadState.NETWORKIDLE, new WaitForLoadStateOptions().setTimeout(wait));
            }
        } catch (TimeoutError stillAtWork) {
            LOG.debug("{} was not ready in time", page);
        }
    }

    private static long length(com.microsoft.playwright.Page tab) {
        return ((Number) tab.evaluate(LENGTH)).longValue();
    }

    /** What is left of the page's time, in milliseconds; 0 would be for ever. */
    private double left() {
        return Math.max(1, (end - System.nanoTime()) / 1_000_000);
    }

    private void decide(Route route) {
        Request request = route.request();
        try {
            if (isThePage(request)) {
                given = true;
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/html; charset=utf-8")
                        .setBody(page.body()));
            } else if (isWanted(request)) {
                route.resume();
            } else {
                route.abort("blockedbyclient");
            }
        } catch (PlaywrightException gone) {
            // The page has left before its request was decided on.
            LOG.debug("a request of {} was not decided on", page, gone);
        }
    }

    /** The first thing that is asked for is the page, which is here already. */
    private boolean isThePage(Request request) {
        return !given && request.isNavigationRequest();
    }

    private boolean isWanted(Request request) {
        boolean leaves = request.isNavigationRequest() && request.frame().parentFrame() == null;
        return !leaves
                && KINDS.contains(request.resourceType())
                && ++requests <= limits.maxRequests()
                && isAllowed(request.url());
    }

    private boolean isAllowed(String url) {
        try {
            return http.allows(URI.create(url));
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }
}
