package dev.souk.alerts;

import dev.souk.model.ExchangeRates;
import dev.souk.model.alert.Alert;
import java.util.function.IntConsumer;

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

    final Programs programs;
    final Postings postings;
    final Vocabulary vocabulary = new Vocabulary();
    final Anchors anchors;
    private final ProgramWriter writer;

    AlertIndex(Programs programs, Frequencies frequencies) {
        this.programs = programs;
        postings = new Postings(programs);
        anchors = new Anchors(postings);
        writer = new ProgramWriter(vocabulary, new Shares(frequencies), anchors.silences);
    }

    /** For the writer: by which prices of alerts that are added from now on reach other currencies. */
    void use(ExchangeRates rates) {
        writer.use(rates);
    }

    /** For the writer: the alert as a program, whose terms count as used; unless it throws, as rates of the host's may. */
    int[] write(Alert alert) {
        if (!alert.active()) {
            return Program.inactive(alert.id());
        }
        Demands demands = Demands.of(alert);
        try {
            return writer.write(alert.id(), alert.criteria(), demands);
        } catch (RuntimeException | Error e) {
            for (int i = 0; i < writer.used.size; i++) {
                vocabulary.release(writer.used.items[i]);
            }
            throw e;
        }
    }

    /**
     * For the writer: files the alert, once {@code ready} has taken its slot; readers that begin afterwards find it. Where
     * there is no room for it, nothing is left of it.
     */
    void add(int[] program, IntConsumer ready) {
        try {
            programs.add(program);
        } catch (RuntimeException | Error e) {
            Program.terms(program, vocabulary::release);
            throw e;
        }
        ready.accept(Program.slot(program));
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
    }

    /** For the writer: takes the alert out; readers that begin afterwards do not find it. */
    void remove(int slot) {
        int[] program = programs.get(slot);
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
        programs.remove(slot);
        Program.terms(program, vocabulary::release);
    }

    /** Terms and anchors in use, to see that memory is given back. */
    int entries() {
        return vocabulary.size() + anchors.size();
    }
}
