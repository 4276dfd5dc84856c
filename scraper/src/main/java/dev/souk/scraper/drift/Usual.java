package dev.souk.scraper.drift;

import org.jspecify.annotations.Nullable;

/**
 * What is usual of one measure: the mean of its samples, of which the newer count more, and by how much they differ.
 *
 * @param samples how many it is made of
 * @param mean a share from 0 to 1, or a number
 * @param deviation the standard deviation from sample to sample
 * @param waiting what is too little to be a sample yet
 * @param fallenTo to which ratio it has fallen; null while it has not
 */
public record Usual(
        int samples,
        double mean,
        double deviation,
        Sample waiting,
        @Nullable Double fallenTo) {

    /** Nothing is known yet. */
    public static final Usual UNKNOWN = new Usual(0, 0, 0, Sample.NONE, null);

    /** Fewer samples than this say nothing. */
    public static final int LEAST_SAMPLES = 5;

    /*
     * A measure has fallen when it is below half of its mean by more than four standard deviations: of chance, as it plays
     * with a sample of this size, and of the differences between earlier samples together. Searches of one source differ,
     * and what differs widely must fall far to be noticed. What has fallen teaches nothing, so a site that stays broken
     * does not become usual; it is over once three quarters of the mean are there again.
     */
    private static final double FALLEN = 0.5;
    private static final double RISEN = 0.75;
    private static final double DEVIATIONS = 4;

    /** What a sample counts at least, once there are many. */
    private static final double LEAST_WEIGHT = 0.1;

    /** A share that was rarer before is not missed. */
    private static final double LEAST_SHARE = 0.2;

    /** What was always there may be missing once for all that. */
    private static final double SUREST = 0.95;

    /** With what a further run gave. */
    Usual with(Measure measure, Sample more) {
        Sample all = waiting.plus(more);
        if (all.size() < measure.leastSample()) {
            return new Usual(samples, mean, deviation, all, fallenTo);
        }
        double now = all.ratio();
        if (fallenTo != null ? now < mean * RISEN : hasFallen(measure, now, all.size())) {
            return new Usual(samples, mean, deviation, Sample.NONE, now);
        }
        double weight = Math.max(LEAST_WEIGHT, 1.0 / (samples + 1));
        double step = now - mean;
        double spread = samples == 0 ? 0 : Math.sqrt((1 - weight) * (deviation * deviation + weight * step * step));
        return new Usual(samples + 1, mean + weight * step, spread, Sample.NONE, null);
    }

    private boolean hasFallen(Measure measure, double now, int size) {
        if (samples < LEAST_SAMPLES || (measure.isShare() && mean < LEAST_SHARE) || now >= mean * FALLEN) {
            return false;
        }
        double sure = Math.min(mean, SUREST);
        double chance = (measure.isShare() ? sure * (1 - sure) : mean) / size;
        return mean - now > DEVIATIONS * Math.sqrt(chance + deviation * deviation);
    }
}
