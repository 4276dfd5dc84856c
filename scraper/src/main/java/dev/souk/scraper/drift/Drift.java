package dev.souk.scraper.drift;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.PageRequest;
import java.util.Locale;

/**
 * A source's pages no longer give what they used to: the site has changed, or shows itself differently.
 *
 * @param source whose pages
 * @param kind which of them
 * @param measure what there is less of
 * @param before what is usual: a share from 0 to 1, or for {@link Measure#LISTINGS_ON_A_PAGE} a number
 * @param now what it is
 */
public record Drift(SourceId source, PageRequest.Kind kind, Measure measure, double before, double now) {

    /** In words, such as "ebay, lists: price 97 % before, 4 % now". */
    @Override
    public String toString() {
        return "%s, %s: %s %s before, %s now"
                .formatted(
                        source,
                        kind == PageRequest.Kind.LIST ? "lists" : "item pages",
                        measure,
                        shown(before),
                        shown(now));
    }

    private String shown(double value) {
        return measure.isShare()
                ? String.format(Locale.ROOT, "%.0f %%", value * 100)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
