package dev.souk.notify;

import org.jspecify.annotations.Nullable;

/**
 * A password, a token, or an address that whoever knows it can use. Does not show itself in a log, a message or a
 * debugger's line. Unchanging; equal if the values are.
 */
public final class Secret {

    private final String value;

    /** Keeps the value. */
    public Secret(String value) {
        this.value = value;
    }

    /** The value, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
