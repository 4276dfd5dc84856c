package dev.souk.model.alert;

import java.util.Arrays;
import java.util.Optional;

/** What a new alert, or one that was changed or switched on, makes of the listings that are there already. */
public enum FirstRun {
    /** Nothing: it begins with what comes. */
    NEW_ONLY("new_only"),
    /** Those that satisfy it are recorded as matches, and nobody is told. */
    RECORD("record"),
    /** Those that satisfy it are recorded as matches, and come as one message. */
    SUMMARY("summary");

    private final String code;

    FirstRun(String code) {
        this.code = code;
    }

    /** The name in JSON. */
    public String code() {
        return code;
    }

    /** The one of that code; empty if there is none. */
    public static Optional<FirstRun> ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findAny();
    }
}
