package dev.souk.scraper;

import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.normalize.Normalized;
import dev.souk.scraper.source.ParsedPage;
import java.time.Instant;
import java.util.List;

/**
 * What a run gave.
 *
 * @param source whose pages were read
 * @param startedAt by the scraper's clock
 * @param finishedAt by the scraper's clock
 * @param pages one report for each page that was asked for, in order
 * @param unvisited pages that were named and not asked for, because the run had reached a limit, a wall or what is known
 * @param outOfTime whether pages were left because the time of the run was over
 */
public record ScrapeReport(
        SourceId source,
        Instant startedAt,
        Instant finishedAt,
        List<PageReport> pages,
        List<PageRequest> unvisited,
        boolean outOfTime) {

    /** Copies the lists. */
    public ScrapeReport {
        pages = List.copyOf(pages);
        unvisited = List.copyOf(unvisited);
    }

    /** How many listings were handed on. */
    public int accepted() {
        return pages.stream().mapToInt(PageReport::accepted).sum();
    }

    /**
     * Whether the run ended at a wall: a captcha, a login, a request to ask less, or two refusals in a row. Nothing more was
     * asked of the site.
     */
    public boolean isWalled() {
        return endAtWall(pages);
    }

    /** Whether nobody should knock again after these pages. */
    static boolean endAtWall(List<PageReport> pages) {
        return switch (kindFromEnd(pages, 1)) {
            case CAPTCHA, LOGIN_WALL, RATE_LIMITED -> true;
            case BLOCKED -> kindFromEnd(pages, 2) == FetchOutcome.Kind.BLOCKED;
            default -> false;
        };
    }

    /** A listing that is not offered here says nothing of the next one, so it is no refusal. */
    private static FetchOutcome.Kind kindFromEnd(List<PageReport> pages, int place) {
        if (pages.size() < place) {
            return FetchOutcome.Kind.OK;
        }
        PageOutcome outcome = pages.get(pages.size() - place).outcome();
        boolean isUnavailable = outcome instanceof PageOutcome.WithoutListings without
                && without.state() instanceof ParsedPage.Unavailable;
        return isUnavailable ? FetchOutcome.Kind.OK : outcome.kind();
    }

    /** All listings that could not be used. */
    public List<Normalized.Rejected> rejected() {
        return pages.stream().flatMap(page -> page.rejected().stream()).toList();
    }

    /**
     * The pages that somebody should look after: not fetched, walled off, or not understood, which may be that
     * every listing of it was rejected.
     */
    public List<PageReport> troubles() {
        return pages.stream().filter(page -> !page.outcome().isHealthy()).toList();
    }
}
