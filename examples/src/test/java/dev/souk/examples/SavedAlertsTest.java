package dev.souk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.alerts.AlertEngine;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedAlertsTest {

    private static final List<Alert> KEPT = List.of(Alert.of(1, 7, "Bikes", AlertCriteria.ANYTHING, "bike"));

    @Test
    void startsFromTheSnapshotAndFromTheAlertsThemselvesWhereThereIsNoneOrItIsBroken(@TempDir Path folder)
            throws IOException {
        Path snapshot = folder.resolve("alerts");

        AlertEngine first = SavedAlerts.start(snapshot, ExchangeRates.NONE, KEPT);
        assertThat(first.size()).isEqualTo(1);
        SavedAlerts.stop(first, snapshot);
        AlertEngine second = SavedAlerts.start(snapshot, ExchangeRates.NONE, List.of());
        assertThat(second.alert(1)).contains(KEPT.get(0));

        SavedAlerts.stop(second, snapshot);
        byte[] whole = Files.readAllBytes(snapshot);
        Files.write(snapshot, Arrays.copyOf(whole, whole.length - 1));
        assertThat(SavedAlerts.start(snapshot, ExchangeRates.NONE, KEPT).alert(1)).contains(KEPT.get(0));
    }
}
