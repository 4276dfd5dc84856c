package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DyadicTest {

    @Test
    void everyValueOfAnIntervalMeetsItOnceAndNoOtherDoes() {
        for (int from = 0; from < 64; from++) {
            for (int to = from; to < 64; to++) {
                List<Dyadic.Node> cover = Dyadic.cover(from, to);

                assertThat(cover).hasSizeLessThanOrEqualTo(11);
                for (int value = 0; value < 64; value++) {
                    assertThat(meetings(cover, value)).isEqualTo(value >= from && value <= to ? 1 : 0);
                }
            }
        }
        assertThat(Dyadic.cover(0, Prices.LAST_BRACKET)).hasSize(1);
    }

    private static long meetings(List<Dyadic.Node> cover, int value) {
        return cover.stream()
                .filter(node -> value >> node.level() == node.prefix())
                .count();
    }
}
