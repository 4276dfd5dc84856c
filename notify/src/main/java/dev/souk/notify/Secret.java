package dev.souk.notify;

/** A password that does not show itself in a log, a message or a debugger's line. */
final class Secret {

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The value, for the one place that needs it. */
    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
