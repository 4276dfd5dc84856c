package dev.souk.notify.http;

import dev.souk.notify.PlainLine;
import java.util.List;
import java.util.regex.Pattern;

/** What a service says of a refusal, made fit for a reason: one line, short, and without the secrets of the request. */
final class ServiceReason {

    private static final int MAX_LENGTH = 200;
    private static final int LEAST_PART = 8;
    private static final Pattern LAST_PART = Pattern.compile("^.*[:/]|^tk_");

    private ServiceReason() {}

    static String of(String service, int status, String said, List<String> secrets) {
        String words = PlainLine.of(said);
        for (String secret : secrets) {
            words = words.replace(secret, "***");
            // A server may repeat the part that matters alone: what stands behind the number of a bot, or the last of a
            // path.
            String last = LAST_PART.matcher(secret).replaceFirst("");
            words = last.length() >= LEAST_PART ? words.replace(last, "***") : words;
        }
        // Cut last, or half a secret could be left.
        String line = PlainLine.of(words, MAX_LENGTH);
        return service + " answered " + status + (line.isEmpty() ? "" : ": " + line);
    }
}
