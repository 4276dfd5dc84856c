package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineMemoryTest {

    @Test
    void theTotalIsAllKindsTogether() {
        assertThat(new EngineMemory(1, 20, 300, 4_000, 50_000, 600_000).total()).isEqualTo(654_321);
    }

    /** As a 64-bit JVM lays it out: 16 bytes, then the elements, to the next multiple of eight. */
    @ParameterizedTest
    @CsvSource({"0, 16", "1, 24", "8, 24", "9, 32", "100, 120"})
    void anArrayTakesItsHeaderAndWholeEights(long elements, long bytes) {
        assertThat(EngineMemory.array(elements)).isEqualTo(bytes);
    }

    @Test
    void everyPartIsCountedOnce() {
        AlertEngine engine = new AlertEngine();
        Register register = new Register(true);
        AlertIndex index = new AlertIndex(register.programs, new Frequencies());
        SmallWorld world = new SmallWorld(new Random(1));
        long written = 0;
        for (long id = 1; id <= 100; id++) {
            byte[] bytes = AlertCode.write(world.alert(id));
            int[] program = index.write(AlertCode.read(bytes));
            long added = id;
            index.add(program, slot -> register.put(added, slot, bytes));
            written += EngineMemory.array(bytes.length);
        }

        assertThat(EngineMemory.of(index, register))
                .isEqualTo(new EngineMemory(
                        index.programs.bytes(),
                        index.anchors.bytes() + index.postings.bytes() + index.programs.bytesOfSlots(),
                        index.vocabulary.bytes(),
                        register.bytes(),
                        written,
                        4L << 17));
        assertThat(engine.memory().written()).isZero();
    }
}
