/**
 * Notices that a site has changed: what its pages used to give and give no more. {@link dev.souk.scraper.drift.RunTally}
 * counts a run, {@link dev.souk.scraper.drift.Baseline} knows what is usual, {@link dev.souk.scraper.drift.Drift} says what
 * is not.
 */
@NullMarked
package dev.souk.scraper.drift;

import org.jspecify.annotations.NullMarked;
