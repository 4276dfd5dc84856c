package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertIndexTest {

    private static final int FEW_CHUNKS = 66;

    @Test
    void anAlertForWhichThereIsNoRoomLeavesNothingBehind() {
        AlertIndex index = new AlertIndex(new Programs(FEW_CHUNKS), new Frequencies());
        List<Integer> slots = new ArrayList<>();
        int[] entries = {0};

        assertThatThrownBy(() -> {
                    for (long id = 1; ; id++) {
                        entries[0] = index.entries();
                        Alert alert = Alert.of(id, 1, "a word of its own", AlertCriteria.ANYTHING, "word" + id);
                        index.add(index.write(alert), slots::add);
                    }
                })
                .isInstanceOf(IllegalStateException.class);

        assertThat(slots).isNotEmpty();
        assertThat(index.entries()).isEqualTo(entries[0]);
        slots.forEach(index::remove);
        assertThat(index.entries()).isZero();
    }
}
