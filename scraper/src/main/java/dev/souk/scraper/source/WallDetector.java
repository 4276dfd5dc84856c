package dev.souk.scraper.source;

import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.Wall;
import java.util.Optional;

/**
 * Recognises the walls that protection services put in front of a site, see {@link Wall}. Ask only when no listing was
 * found: ordinary pages carry some of the same words in their scripts. Thread-safe.
 */
public final class WallDetector {

    private WallDetector() {}

    /** The wall that this page is; empty if it bears no known mark. */
    public static Optional<ParsedPage> detect(Page page) {
        return Wall.in(page.body()).map(WallDetector::parsed);
    }

    private static ParsedPage parsed(Wall wall) {
        return switch (wall.kind()) {
            case CAPTCHA -> new ParsedPage.Captcha(wall.evidence());
            case RATE_LIMITED -> new ParsedPage.RateLimited(wall.evidence());
            default -> new ParsedPage.Blocked(wall.evidence());
        };
    }
}
