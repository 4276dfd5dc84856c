package dev.souk.pipeline;

import java.time.Duration;

/**
 * Hears of every round of each step, also of those in which there was nothing to do: implement this to feed metrics. A round
 * lasts until nothing is left, which takes hours where much is waiting: then what was done is told about every ten seconds,
 * each part once, with how long it took, and so is what was done before a failure. Sums are right whatever comes in parts.
 *
 * <pre>{@code
 * pipeline.listener(new PipelineListener() {
 *     public void dispatched(DispatchReport report, Duration took) {
 *         registry.counter("souk.delivered").increment(report.delivered());
 *     }
 * });
 * }</pre>
 *
 * <p>It is called on the thread that does the work, by several at once, and must be quick. What it throws is logged and
 * changes nothing.
 */
public interface PipelineListener {

    /** Hears nothing. */
    PipelineListener NONE = new PipelineListener() {};

    /** A visit to every watch is over, or visits to some of them. */
    default void ingested(IngestReport report, Duration took) {}

    /** A round of matching is over, or a part of a long one. */
    default void matched(MatchReport report, Duration took) {}

    /**
     * The {@linkplain dev.souk.model.alert.FirstRun first run} of an alert was left out, since its search took longer than
     * {@link PipelineBuilder#backfillLimit}. The alert begins with new listings; an edit asks for a first run again.
     */
    default void firstRunLeftOut(long alertId, Duration limit) {}

    /** A round of sending is over, or a part of a long one: by all channels, or in the background by one. */
    default void dispatched(DispatchReport report, Duration took) {}

    /**
     * A round of sending in the background is over, or a part of a long one, by that channel; calls {@link
     * #dispatched(DispatchReport, Duration)}.
     */
    default void dispatched(String channel, DispatchReport report, Duration took) {
        dispatched(report, took);
    }

    /**
     * A round of gathering is over, or a part of a long one.
     *
     * @param messages how many were made of held notifications: single ones, and digests
     */
    default void gathered(int messages, Duration took) {}

    /**
     * A loop in the background failed; it goes on by itself.
     *
     * @param loop its name, such as {@code souk-match}
     * @param inARow how many rounds failed since one last succeeded
     */
    default void failed(String loop, Throwable failure, int inARow) {}
}
