package dev.souk.scraper.fetch;

/**
 * Makes one request, or has a reason not to. The fetcher is a chain of these: each does one thing and passes the visit
 * on. As with {@link Fetcher}, what a site or the network does is an answer and not an exception.
 */
@FunctionalInterface
interface Visitor {

    Answer visit(Visit visit);
}
