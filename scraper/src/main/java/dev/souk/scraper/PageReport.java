package dev.souk.scraper;

import dev.souk.model.listing.ListingKey;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.Normalized;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one page of a run gave.
 *
 * @param request what was asked for
 * @param outcome how it went
 * @param accepted how many listings were handed on
 * @param repeated how many listings were left out because an earlier page of the run had them
 * @param outside how many listings were left out because the site showed what the search did not ask for
 * @param rejected listings that could not be used, each with its reason
 * @param repairs what was cut, dropped or left unknown in accepted listings
 */
public record PageReport(
        PageRequest request,
        PageOutcome outcome,
        int accepted,
        int repeated,
        int outside,
        List<Normalized.Rejected> rejected,
        Map<ListingKey, List<String>> repairs) {

    /** Copies the lists. */
    public PageReport {
        rejected = List.copyOf(rejected);
        repairs = Collections.unmodifiableMap(new TreeMap<>(repairs));
    }

    static PageReport without(PageRequest request, PageOutcome outcome) {
        return new PageReport(request, outcome, 0, 0, 0, List.of(), Map.of());
    }
}
