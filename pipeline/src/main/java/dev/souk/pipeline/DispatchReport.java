package dev.souk.pipeline;

/**
 * What one round of dispatching did.
 *
 * @param delivered deliveries that arrived
 * @param retried deliveries that failed and are tried again later
 * @param dead deliveries that were given up; the reason stands in {@code notification_deliveries.problem}
 * @param overtaken deliveries whose lease had passed to another host when the result came
 */
public record DispatchReport(int delivered, int retried, int dead, int overtaken) {

    /** Nothing to do. */
    public static final DispatchReport NOTHING = new DispatchReport(0, 0, 0, 0);

    DispatchReport plus(DispatchReport other) {
        return new DispatchReport(
                delivered + other.delivered, retried + other.retried, dead + other.dead, overtaken + other.overtaken);
    }
}
