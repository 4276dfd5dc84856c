package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import java.util.function.Consumer;

/**
 * Active alerts, arranged so that a listing finds the few it could satisfy. One writer at a time; any number of readers,
 * who take no lock.
 */
final class AlertIndex {

    /*
     * An alert is filed under terms or anchors of which every listing that satisfies it shows at least one. A listing
     * looks up the terms and anchors that it shows, so the cost grows with the alerts that share one with it and not
     * with all alerts.
     */

    final Vocabulary vocabulary = new Vocabulary();
    final Anchors anchors = new Anchors();
    private final ProgramWriter writer;

    AlertIndex(Frequencies frequencies) {
        writer = new ProgramWriter(vocabulary, new Shares(frequencies));
    }

    /** For the writer: files the alert, once {@code ready} has taken it; readers that begin afterwards find it. */
    int[] add(Alert alert, Consumer<int[]> ready) {
        int[] program = writer.write(alert.id(), alert.criteria(), Demands.of(alert));
        ready.accept(program);
        Filing.read(
                program,
                number -> {
                    Term term = vocabulary.numbered(number);
                    term.file(FiledAlerts.with(term.filed(), program));
                },
                (family, key) -> anchors.add(family, key, program));
        return program;
    }

    /** For the writer: takes the alert out; readers that begin afterwards do not find it. */
    void remove(int[] program) {
        Program.kill(program);
        Filing.read(
                program,
                number -> {
                    Term term = vocabulary.numbered(number);
                    term.file(FiledAlerts.without(term.filed(), program));
                },
                (family, key) -> anchors.remove(family, key, program));
        Program.terms(program, vocabulary::release);
    }

    /** Terms and anchors in use, to see that memory is given back. */
    int entries() {
        return vocabulary.size() + anchors.size();
    }
}
