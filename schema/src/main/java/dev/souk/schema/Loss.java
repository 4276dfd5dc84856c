package dev.souk.schema;

/**
 * What the undo of one version loses.
 *
 * @param version the version that would be undone
 * @param what what is dropped, in words
 * @param rows how many rows are dropped or cut, as counted when the plan was made
 */
public record Loss(int version, String what, long rows) {

    @Override
    public String toString() {
        return "V%s: %s (%s %s)".formatted(version, what, rows, rows == 1 ? "row" : "rows");
    }
}
