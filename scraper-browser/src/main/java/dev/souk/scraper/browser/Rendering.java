package dev.souk.scraper.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitUntilState;
import dev.souk.scraper.browser.BrowserFetcher.Limits;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One page in a browser: gives it the text that came, lets its scripts run, and reads what has become of it. */
final class Rendering {

    private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);

    /** The time from one look at a page to the next. */
    private static final double LOOK_MILLIS = 50;

    /** A page that is as long as it was for so many looks is done: half a second. */
    private static final int STILL = 10;

    /** How long the page is, once it is there. */
    private static final String LENGTH =
            "document.readyState === 'complete' ? document.documentElement.outerHTML.length : -1";

    /** What would speak past the browser's requests. */
    private static final String SILENCED =
            "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection;" + " delete window.WebTransport;";

    private final BrowserContext context;
    private final Subresources subresources;
    private final Page page;
    private final Limits limits;
    private final long start = System.nanoTime();
    private boolean isGiven;

    Rendering(BrowserContext context, Subresources subresources, Page page, Limits limits) {
        this.context = context;
        this.subresources = subresources;
        this.page = page;
        this.limits = limits;
    }

    FetchOutcome run() {
        context.setDefaultTimeout((double) limits.timeout().toMillis());
        context.addInitScript(SILENCED);
        context.route(url -> true, this::decide);
        context.routeWebSocket(url -> true, socket -> socket.close());
        com.microsoft.playwright.Page tab = context.newPage();
        tab.onPopup(com.microsoft.playwright.Page::close);
        try {
            tab.navigate(page.url().toString(), new NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        } catch (TimeoutError e) {
            return new FetchOutcome.TimedOut(page.request().url(), limits.timeout());
        }
        settle(tab);
        if (subresources.areTooMuch()) {
            return tooLarge();
        }
        String content = tab.content();
        return content.length() > limits.maxBytes()
                ? tooLarge()
                : new FetchOutcome.Ok(new Page(page.request(), page.url(), content, page.fetchedAt()));
    }

    private FetchOutcome tooLarge() {
        return new FetchOutcome.TooLarge(page.request().url(), limits.maxBytes());
    }

    /** Waits until the page is done, or for as long as may be; then it is taken as it is. */
    private void settle(com.microsoft.playwright.Page tab) {
        long until =
                start + Math.min(limits.settle().toNanos(), limits.timeout().toNanos());
        double before = -1;
        for (int still = 0; !isReady(tab, still); ) {
            if (System.nanoTime() > until) {
                LOG.debug("{} was not ready in time", page);
                return;
            }
            // What the page asks for meanwhile is decided on in here.
            tab.waitForTimeout(LOOK_MILLIS);
            subresources.deliver();
            double now = subresources.areAwaited() ? -1 : ((Number) tab.evaluate(LENGTH)).doubleValue();
            still = now >= 0 && now == before ? still + 1 : 0;
            before = now;
        }
    }

    private boolean isReady(com.microsoft.playwright.Page tab, int still) {
        return subresources.areTooMuch()
                || limits.ready()
                        .map(selector -> tab.querySelector(selector) != null)
                        .orElse(still == STILL);
    }

    private void decide(Route route) {
        Request request = route.request();
        try {
            if (isThePage(request)) {
                isGiven = true;
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/html; charset=utf-8")
                        .setBody(page.body()));
            } else if (leaves(request)) {
                // A refusal would put a page of the browser's own in the place of this one; this leaves it as it is.
                route.fulfill(new Route.FulfillOptions().setStatus(204));
            } else {
                subresources.ask(route);
            }
        } catch (PlaywrightException gone) {
            // The page has left before its request was decided on.
            LOG.debug("a request of {} was not decided on", page, gone);
        }
    }

    /** The first thing that is asked for is the page, which is here already. */
    private boolean isThePage(Request request) {
        return !isGiven && request.isNavigationRequest();
    }

    private static boolean leaves(Request request) {
        return request.isNavigationRequest() && request.frame().parentFrame() == null;
    }
}
