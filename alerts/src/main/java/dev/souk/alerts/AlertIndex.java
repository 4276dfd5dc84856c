package dev.souk.alerts;

import dev.souk.model.ExchangeRates;
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

    final Programs programs = new Programs();
    final Postings postings = new Postings(programs);
    final Vocabulary vocabulary = new Vocabulary();
    final Anchors anchors = new Anchors(postings);
    private final ProgramWriter writer;

    AlertIndex(Frequencies frequencies) {
        writer = new ProgramWriter(vocabulary, new Shares(frequencies));
    }

    /** For the writer: by which prices of alerts that are added from now on reach other currencies. */
    void use(ExchangeRates rates) {
        writer.use(rates);
    }

    /** For the writer: files the alert, once {@code ready} has taken it; readers that begin afterwards find it. */
    int[] add(Alert alert, Consumer<int[]> ready) {
        int[] program = writer.write(alert.id(), alert.criteria(), Demands.of(alert));
        ready.accept(program);
        programs.add(program);
        long marks = Marks.of(program);
        Filing.read(
                program,
                number -> {
                    Term term = vocabulary.numbered(number);
                    vocabulary.file(term, 1, postings.with(term.place, program, marks));
                },
                (family, key) -> anchors.add(family, key, program, marks));
        long silence = Filing.silence(program);
        if (silence >= 0) {
            anchors.silences.add(silence);
        }
        return program;
    }

    /** For the writer: takes the alert out; readers that begin afterwards do not find it. */
    void remove(int[] program) {
        Filing.read(
                program,
                number -> {
                    Term term = vocabulary.numbered(number);
                    vocabulary.file(term, -1, postings.without(term.place, program));
                },
                (family, key) -> anchors.remove(family, key, program));
        long silence = Filing.silence(program);
        if (silence >= 0) {
            anchors.silences.remove(silence);
        }
        programs.remove(Program.slot(program));
        Program.kill(program);
        Program.terms(program, vocabulary::release);
    }

    /** Terms and anchors in use, to see that memory is given back. */
    int entries() {
        return vocabulary.size() + anchors.size();
    }
}
