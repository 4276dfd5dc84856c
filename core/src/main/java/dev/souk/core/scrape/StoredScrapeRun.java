package dev.souk.core.scrape;

import java.time.Instant;

/**
 * A visit as it is kept.
 *
 * @param id its number
 * @param finishedAt when it was written down, by the database's clock
 * @param run what it gave
 */
public record StoredScrapeRun(long id, Instant finishedAt, ScrapeRun run) {}
