package dev.souk.scraper.selector;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.SourceCapabilities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site, as described.
 *
 * @param start pages that every run reads
 * @param search null if the site is read and not searched
 * @param item null if a listing's own page tells no more
 */
record SiteDescription(
        SourceId id,
        List<PageRequest> start,
        @Nullable SearchTemplate search,
        SourceCapabilities capabilities,
        boolean showsEverything,
        ListPage list,
        @Nullable ItemPage item) {

    SiteDescription {
        start = List.copyOf(start);
    }

    /** A page of results. */
    record ListPage(PagePart part, Fields fields, Paging paging, List<Evidence> empty) {
        ListPage {
            empty = List.copyOf(empty);
        }
    }

    /** The page of one listing. */
    record ItemPage(PagePart part, Fields fields, List<Evidence> gone) {
        ItemPage {
            gone = List.copyOf(gone);
        }
    }
}
