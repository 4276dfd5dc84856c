package dev.souk.core.pace;

import java.time.Duration;

/**
 * A turn at a site.
 *
 * @param delay how long to wait until then; zero or more
 * @param isTaken whether it is the asker's; if not, it was too far off
 */
public record SiteTurn(Duration delay, boolean isTaken) {}
