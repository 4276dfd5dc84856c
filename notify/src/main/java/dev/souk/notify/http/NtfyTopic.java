package dev.souk.notify.http;

import dev.souk.notify.Secret;
import java.util.regex.Pattern;

/**
 * A topic of ntfy. Whoever knows its name can read and write it, so {@link #toString} leaves it out.
 *
 * @param name 1 to 64 letters, digits, underscores and dashes
 */
public record NtfyTopic(Secret name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Checks the form. */
    public NtfyTopic {
        if (!NAME.matcher(name.reveal()).matches()) {
            throw new IllegalArgumentException("not the name of a topic of ntfy");
        }
    }

    /** The topic of that name. */
    public static NtfyTopic of(String name) {
        return new NtfyTopic(new Secret(name));
    }

    @Override
    public String toString() {
        return "NtfyTopic[***]";
    }
}
