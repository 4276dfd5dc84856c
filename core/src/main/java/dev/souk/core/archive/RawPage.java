package dev.souk.core.archive;

import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.model.StorableText;
import dev.souk.model.StorableTime;
import java.time.Instant;

/**
 * A page as it came. Text is repaired rather than refused: of an odd page one wants to know most.
 *
 * @param source which site
 * @param pageKind what it was expected to hold, 1 to {@value #MAX_KIND_LENGTH} characters
 * @param requestedUrl the address that was asked for; without what cannot be stored
 * @param url the address that answered; likewise
 * @param fetchedAt when it came, in the years 1 to 9999; kept to the microsecond
 * @param body its text, of any length; lone surrogates come back as question marks
 */
public record RawPage(
        SourceId source, String pageKind, String requestedUrl, String url, Instant fetchedAt, String body) {

    /** The longest kind of page. */
    public static final int MAX_KIND_LENGTH = 20;

    /** Checks the kind and the time, and makes the addresses fit. */
    public RawPage {
        if (pageKind.isBlank()) {
            throw new InvalidValueException("pageKind", pageKind, "page kind is blank");
        }
        StorableText.require("pageKind", pageKind, MAX_KIND_LENGTH);
        requestedUrl = StorableText.repair(requestedUrl, Integer.MAX_VALUE);
        url = StorableText.repair(url, Integer.MAX_VALUE);
        fetchedAt = StorableTime.require("fetchedAt", fetchedAt);
    }

    /** Leaves out the body, which can be megabytes. */
    @Override
    public String toString() {
        return "RawPage[" + source + ", " + url + ", " + fetchedAt + "]";
    }
}
