package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntListTest {

    private final IntList list = new IntList();

    @Test
    void whatWasAddedIsTakenFromItsEnd() {
        for (int i = 0; i < 1_000; i++) {
            list.add(i);
        }
        for (int i = 999; i >= 0; i--) {
            assertThat(list.removeLast()).isEqualTo(i);
        }

        assertThat(list.size).isZero();
    }

    @Test
    void memoryIsGivenBackWhenThreeQuartersAreUnused() {
        for (int i = 0; i < 1_024; i++) {
            list.add(i);
        }
        assertThat(list.items).hasSize(1_024);

        while (list.size > 256) {
            list.removeLast();
        }
        assertThat(list.items).as("a quarter is used").hasSize(1_024);
        list.removeLast();
        assertThat(list.items).hasSize(512);
        while (list.size > 0) {
            list.removeLast();
        }
        assertThat(list.items).hasSize(64);
    }
}
