package dev.souk.scraper.archive;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Keeps pages as they came, so that they can be read again when a source has learnt more. Implement this to keep them
 * somewhere else than in a {@link FolderArchive}. Must be safe for several threads.
 *
 * <p>What is kept: the address that was asked for and the one that answered, what the page was expected to hold, when it
 * came, and its text. Headers and bodies of requests are not kept.
 */
public interface PageArchive {

    /** Keeps a page of a source. Does not throw because there is no room: the page is then not kept, and that is logged. */
    void keep(SourceId source, Page page);

    /**
     * Reads the pages of a source that came in a span of time, the oldest first.
     *
     * @param from the first moment, in the years 1 to 9999
     * @param until the first moment that does not belong to it, in the same years
     * @throws dev.souk.model.InvalidValueException if one of them is in another year
     * @throws java.io.UncheckedIOException if a page cannot be read
     */
    void read(SourceId source, Instant from, Instant until, Consumer<Page> reader);

    /** Keeps nothing. */
    static PageArchive none() {
        return new PageArchive() {
            @Override
            public void keep(SourceId source, Page page) {
                // Nothing is kept.
            }

            @Override
            public void read(SourceId source, Instant from, Instant until, Consumer<Page> reader) {
                // So there is nothing to read.
            }
        };
    }
}
