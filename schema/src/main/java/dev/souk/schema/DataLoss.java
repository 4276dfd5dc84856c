package dev.souk.schema;

/** Whether an undo may lose data. */
public enum DataLoss {
    /** An undo that would lose data throws {@link DataLossException} and changes nothing. */
    REFUSED,
    /** What the undo drops is not needed any more, or stands in a backup. */
    ACCEPTED
}
