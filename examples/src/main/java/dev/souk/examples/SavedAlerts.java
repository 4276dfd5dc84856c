package dev.souk.examples;

import dev.souk.alerts.AlertEngine;
import dev.souk.alerts.SnapshotException;
import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** An alert engine that starts in seconds from what the last run saved, and from where alerts are kept if that will not do. */
public final class SavedAlerts {

    private SavedAlerts() {}

    /** Starts, says how many alerts there are, and stops; a second run starts from what the first saved. */
    public static void main(String[] arguments) throws IOException {
        Path snapshot = Path.of(arguments.length == 0 ? "alerts.snapshot" : arguments[0]);
        List<Alert> kept = List.of(Alert.of(1, 7, "Folding bikes", AlertCriteria.ANYTHING, "brompton OR dahon"));
        AlertEngine engine = start(snapshot, ExchangeRates.NONE, kept);
        System.out.println(engine.size() + " alerts");
        stop(engine, snapshot);
    }

    /** The engine of the last run, or a new one with all alerts. */
    static AlertEngine start(Path snapshot, ExchangeRates rates, Iterable<Alert> kept) throws IOException {
        try (InputStream in = Files.newInputStream(snapshot)) {
            return AlertEngine.load(in, rates);
        } catch (NoSuchFileException | SnapshotException e) {
            // The first run, another version of Souk, or a file that was cut: a snapshot saves time and nothing else.
            AlertEngine engine = new AlertEngine();
            engine.setExchangeRates(rates);
            kept.forEach(engine::register);
            return engine;
        }
    }

    /** Saves the alerts beside the last snapshot and then takes its place, so that there is always a whole one. */
    static void stop(AlertEngine engine, Path snapshot) throws IOException {
        Path fresh = snapshot.resolveSibling(snapshot.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            engine.save(out);
        }
        Files.move(fresh, snapshot, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
