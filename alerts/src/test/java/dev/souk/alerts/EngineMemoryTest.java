package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import java.util.Random;
import org.assertj.core.data.Offset;
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

    /** What the JVM itself would find there, from the objects and not from what they say of themselves. */
    @ParameterizedTest(name = "{0} alerts, of which {1} go")
    @CsvSource({"0, 0", "100, 0", "3000, 0", "3000, 2000"})
    void isWhatTheObjectsOfAnEngineTake(int alerts, int gone) {
        Register register = new Register(true);
        Frequencies frequencies = new Frequencies();
        AlertIndex index = new AlertIndex(register.programs, frequencies);
        SmallWorld world = new SmallWorld(new Random(1));
        for (long id = 1; id <= alerts; id++) {
            byte[] bytes = AlertCode.write(world.alert(id));
            int[] program = index.write(AlertCode.read(bytes));
            long added = id;
            index.add(program, slot -> register.put(added, slot, bytes));
        }
        for (long id = 1; id <= gone; id++) {
            int slot = register.slot(id);
            register.remove(id);
            index.remove(slot);
        }

        EngineMemory told = EngineMemory.of(index, register);

        assertClose(told.frequencies(), frequencies);
        assertClose(told.terms(), index.vocabulary);
        assertClose(
                told.total() - told.frequencies(),
                index.vocabulary,
                index.programs,
                index.postings,
                index.anchors,
                register);
    }

    /** Headers and single numbers are not counted: they are the same however many alerts there are. */
    private static void assertClose(long told, Object... parts) {
        long found = HeapSize.of(parts);
        assertThat(told).isCloseTo(found, Offset.offset(1_500 + found / 20));
    }

    @Test
    void whatIsWrittenIsCountedWhereItIsKept() {
        AlertEngine engine = new AlertEngine();
        AlertEngine idsOnly = AlertEngine.idsOnly();
        SmallWorld world = new SmallWorld(new Random(1));
        long written = 0;
        for (long id = 1; id <= 100; id++) {
            Alert alert = world.alert(id);
            engine.register(alert);
            idsOnly.register(alert);
            written += EngineMemory.array(AlertCode.write(alert).length);
        }

        assertThat(engine.memory().written()).isEqualTo(written);
        assertThat(idsOnly.memory().written()).isZero();
        assertThat(idsOnly.memory().programs()).isEqualTo(engine.memory().programs());
    }
}
