package dev.souk.core.cache;

/** What was kept is no value of this version of Souk. Never leaves the package. */
final class UnreadableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableValueException(String problem) {
        super(problem);
    }

    UnreadableValueException(Throwable cause) {
        super("value cannot be read", cause);
    }
}
