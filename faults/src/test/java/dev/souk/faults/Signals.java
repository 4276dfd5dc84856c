package dev.souk.faults;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no method for. */
final class Signals {

    private Signals() {}

    /** Sends one, such as {@code -STOP}. */
    static void send(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill %s %d ended with %d".formatted(signal, pid, status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
