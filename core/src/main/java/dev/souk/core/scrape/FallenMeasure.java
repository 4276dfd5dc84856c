package dev.souk.core.scrape;

import dev.souk.model.SourceId;
import java.time.Instant;

/**
 * Something that a source's pages give less of than usual.
 *
 * @param source which site
 * @param pageKind which of its pages
 * @param measure what is counted
 * @param usual its mean
 * @param now where it has fallen to
 * @param since when that was noticed, by the database's clock
 */
public record FallenMeasure(
        SourceId source, String pageKind, String measure, double usual, double now, Instant since) {}
