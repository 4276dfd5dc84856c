package dev.souk.scraper.browser;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import dev.souk.scraper.browser.BrowserFetcher.Limits;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.fetch.Subresource;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the scripts of one page ask for. The fetcher gets it, at its pace and behind its guard, on threads of its own; it is
 * handed to the browser on the browser's thread, which alone may call this.
 */
final class Subresources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subresources.class);

    /** What puts listings into a page. */
    private static final Set<String> KINDS = Set.of("script", "xhr", "fetch");

    /** What a browser says of itself, and the fetcher says in its own way. */
    private static final Set<String> NOT_SENT = Set.of("cookie", "accept-language", "upgrade-insecure-requests");

    private final HttpFetcher http;
    private final ExecutorService threads;
    private final Page page;
    private final Limits limits;
    private final List<Asked> awaited = new ArrayList<>();
    private int requests;
    private long bytes;

    Subresources(HttpFetcher http, ExecutorService threads, Page page, Limits limits) {
        this.http = http;
        this.threads = threads;
        this.page = page;
        this.limits = limits;
    }

    /** Whether anything that was asked for has yet to be delivered. */
    boolean areAwaited() {
        return !awaited.isEmpty();
    }

    /** Whether more came than a page may load. */
    boolean areTooMuch() {
        return bytes > limits.maxBytes();
    }

    /** Has it fetched, or refuses it at once: pictures, films, fonts, frames, and what is one too many. */
    void ask(Route route) {
        Request request = route.request();
        if (request.resourceType().equals("stylesheet")) {
            // A script may wait for it, and needs nothing of it.
            route.fulfill(new Route.FulfillOptions().setContentType("text/css").setBody(""));
        } else if (!KINDS.contains(request.resourceType())) {
            route.abort("blockedbyclient");
        } else if (request.url().startsWith("blob:")) {
            // The page has it itself.
            route.resume();
        } else {
            Optional<PageRequest> sent = ++requests > limits.maxRequests() ? Optional.empty() : translated(request);
            sent.ifPresentOrElse(
                    part -> awaited.add(
                            new Asked(route, part.url(), threads.submit(() -> http.subresource(part, page.url())))),
                    () -> route.abort("blockedbyclient"));
        }
    }

    /** As the fetcher asks for it; empty if it cannot. */
    private Optional<PageRequest> translated(Request request) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.keySet().removeIf(name -> NOT_SENT.contains(name) || name.startsWith("sec-"));
        Optional<URI> url = WebUrl.absolute(page.url(), request.url());
        try {
            Optional<PageRequest> part = url.map(known ->
                    PageRequest.item(known).under(page.request().policy()).withSendable(headers));
            return switch (request.method()) {
                case "GET" -> part;
                case "POST" ->
                    part.map(get -> get.withBody(
                            headers.getOrDefault("content-type", "text/plain"),
                            Objects.requireNonNullElse(request.postData(), "")));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException cannotBeSent) {
            LOG.debug("{} asked for what cannot be sent", page, cannotBeSent);
            return Optional.empty();
        }
    }

    /** Hands on what has come since the last time. */
    void deliver() {
        for (Iterator<Asked> rest = awaited.iterator(); rest.hasNext(); ) {
            Asked asked = rest.next();
            if (asked.answer().isDone()) {
                rest.remove();
                deliver(asked, came(asked.answer()));
            }
        }
    }

    private static Optional<Subresource> came(Future<Optional<Subresource>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.warn("something that a page asked for could not be fetched", e.getCause());
            return Optional.empty();
        }
    }

    private void deliver(Asked asked, Optional<Subresource> answer) {
        Route route = asked.route();
        try {
            if (answer.isEmpty()) {
                route.abort("failed");
                return;
            }
            Subresource part = answer.get();
            bytes += part.size();
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(part.status())
                    .setHeaders(headers(part, asked.url()))
                    .setBodyBytes(part.body()));
        } catch (PlaywrightException gone) {
            LOG.debug("{} did not wait for what it asked for", page, gone);
        }
    }

    /** Where the answer names no other origin that may read it, the driver would name the page's; so we name its own. */
    private static Map<String, String> headers(Subresource part, URI url) {
        Map<String, String> headers = new HashMap<>(part.headers());
        headers.putIfAbsent("access-control-allow-origin", url.getScheme() + "://" + url.getRawAuthority());
        return headers;
    }

    /** Asks for nothing more, and lets what is under way be. */
    @Override
    public void close() {
        awaited.forEach(asked -> asked.answer().cancel(true));
    }

    /** What the browser waits for. */
    private record Asked(Route route, URI url, Future<Optional<Subresource>> answer) {}
}
