package dev.souk.alerts;

/**
 * Bytes that an engine takes, by kind: computed from the lengths of its arrays, as a 64-bit JVM with compressed references
 * lays them out. Not counted is what threads keep to read the next listing with: as much as the longest listings and the
 * most candidates took, some ten to a few hundred kilobytes for each that ever matched at the same time as others.
 *
 * @param programs the alerts, ready to be asked
 * @param places where they are filed
 * @param terms the words, categories, sellers and the like that they speak of
 * @param register where they are found by id
 * @param written how they were written; 0 for an engine {@link AlertEngine#idsOnly}
 * @param frequencies which terms listings show often; the same whatever there is
 */
public record EngineMemory(long programs, long places, long terms, long register, long written, long frequencies) {

    private static final int HEADER = 16;

    /** All together. */
    public long total() {
        return programs + places + terms + register + written + frequencies;
    }

    /** For the writer: what an index and a register take. */
    static EngineMemory of(AlertIndex index, Register register) {
        long[] written = {0};
        register.forEach((id, slot, bytes) -> written[0] += bytes.length == 0 ? 0 : array(bytes.length));
        return new EngineMemory(
                index.programs.bytes(),
                index.anchors.bytes() + index.postings.bytes() + index.programs.bytesOfSlots(),
                index.vocabulary.bytes(),
                register.bytes(),
                written[0],
                Frequencies.bytes());
    }

    /** An array of so many bytes, with its header, to the next multiple of eight. */
    static long array(long bytes) {
        return (HEADER + bytes + 7) / 8 * 8;
    }
}
