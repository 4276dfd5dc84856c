package dev.souk.pipeline;

/**
 * What one round of dispatching did, or a part of a long one.
 *
 * @param delivered deliveries that arrived
 * @param retried deliveries that failed and are tried again later
 * @param dead deliveries that were given up; the reason stands in {@code notification_deliveries.problem}
 * @param overtaken deliveries whose lease had passed to another instance when the result came
 * @param postponed deliveries that were put off without an attempt spent: their endpoint did not answer others, or asked
 *     to be left alone
 */
public record DispatchReport(int delivered, int retried, int dead, int overtaken, int postponed) {

    /** Nothing to do. */
    public static final DispatchReport NOTHING = new DispatchReport(0, 0, 0, 0, 0);

    static final DispatchReport DELIVERED = new DispatchReport(1, 0, 0, 0, 0);
    static final DispatchReport RETRIED = new DispatchReport(0, 1, 0, 0, 0);
    static final DispatchReport DEAD = new DispatchReport(0, 0, 1, 0, 0);
    static final DispatchReport OVERTAKEN = new DispatchReport(0, 0, 0, 1, 0);
    static final DispatchReport POSTPONED = new DispatchReport(0, 0, 0, 0, 1);

    DispatchReport plus(DispatchReport other) {
        return new DispatchReport(
                delivered + other.delivered,
                retried + other.retried,
                dead + other.dead,
                overtaken + other.overtaken,
                postponed + other.postponed);
    }
}
