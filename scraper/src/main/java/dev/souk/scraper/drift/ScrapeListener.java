package dev.souk.scraper.drift;

/**
 * Hears when a site has changed. Implement this to wake somebody up. Is told of a drift once, however many hosts and runs
 * see it, and once more when it is over; on the thread that scrapes, so return soon, and do not throw.
 *
 * <pre>{@code
 * ScrapeListener listener = drift -> pager.page(drift.toString());
 * }</pre>
 */
@FunctionalInterface
public interface ScrapeListener {

    /** A source's pages no longer give what they used to. */
    void drifted(Drift drift);

    /** They give it again; {@code drift} says how little it was last. Does nothing unless overridden. */
    default void recovered(Drift drift) {}
}
