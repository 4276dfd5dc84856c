package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DyadicTest {

    @Test
    void everyValueOfAnIntervalMeetsItOnceAndNoOtherDoes() {
        for (int from = 0; from < 64; from++) {
            for (int to = from; to < 64; to++) {
                List<Node> cover = cover(from, to);

                assertThat(cover).hasSizeLessThanOrEqualTo(11);
                for (int value = 0; value < 64; value++) {
                    assertThat(meetings(cover, value)).isEqualTo(value >= from && value <= to ? 1 : 0);
                }
            }
        }
        assertThat(cover(0, Prices.LAST_BRACKET)).hasSize(1);
    }

    private static List<Node> cover(int from, int to) {
        List<Node> nodes = new ArrayList<>();
        Dyadic.cover(from, to, (level, prefix) -> nodes.add(new Node(level, prefix)));
        assertThat(nodes).hasSize(Dyadic.count(from, to));
        return nodes;
    }

    private static long meetings(List<Node> cover, int value) {
        return cover.stream()
                .filter(node -> value >> node.level() == node.prefix())
                .count();
    }

    private record Node(int level, int prefix) {}
}
