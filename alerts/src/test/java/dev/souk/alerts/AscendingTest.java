package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AscendingTest {

    private final Ascending ascending = new Ascending();

    @ParameterizedTest(name = "{0} ids")
    @ValueSource(ints = {0, 1, 2, 23, 24, 100, 768, 769, 1_000})
    void idsAreSortedAndEachStandsThereOnce(int size) {
        Random random = new Random(size);
        check(size, () -> random.nextInt(Math.max(1, size / 2)));
        check(size, () -> 1 + random.nextInt(1_000_000));
        check(size, () -> 5_000_000_000L + random.nextInt(70_000));
        check(size, () -> random.nextInt(2_000) - 1_000);
        check(size, random::nextLong);
        check(size, () -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
        check(size, () -> 7);
        check(size, () -> random.nextInt(40) == 0 ? 1L << 40 : random.nextInt(100_000));
    }

    private void check(int size, LongSupplier numbers) {
        long[] ids = new long[size + 3];
        Arrays.setAll(ids, i -> numbers.getAsLong());
        long[] expected = Arrays.stream(ids, 0, size).distinct().sorted().toArray();

        int kept = ascending.sort(ids, size);

        assertThat(Arrays.copyOf(ids, kept)).isEqualTo(expected);
    }
}
