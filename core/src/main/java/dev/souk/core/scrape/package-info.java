/**
 * Keeps what visits to marketplaces gave. {@link dev.souk.core.scrape.ScrapeRuns} holds the visits, {@link
 * dev.souk.core.scrape.SourceBaselines} what is usual.
 */
@NullMarked
package dev.souk.core.scrape;

import org.jspecify.annotations.NullMarked;
