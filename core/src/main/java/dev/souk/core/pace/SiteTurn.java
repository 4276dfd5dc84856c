package dev.souk.core.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * A turn at a site.
 *
 * @param at when it is, by the database's clock
 * @param delay how long to wait until then; zero or more
 * @param isTaken whether it is the asker's; if not, it was too far off
 */
public record SiteTurn(Instant at, Duration delay, boolean isTaken) {}
