package dev.souk.scraper.fetch;

/**
 * Gets a page. Implement this to fetch in another way (a browser, an archive, a test's map of pages), or to wrap another
 * fetcher.
 *
 * <p>An implementation does not throw for anything that a site or the network does: it says so by the type of the
 * outcome. It may wait, to be polite. It must be safe for several threads.
 *
 * <pre>{@code
 * Fetcher archive = request -> new FetchOutcome.Ok(new Page(request, request.url(), read(request.url()), now));
 * }</pre>
 */
@FunctionalInterface
public interface Fetcher {

    /**
     * Gets one page.
     *
     * @return what came of it; never null
     */
    FetchOutcome fetch(PageRequest request);
}
