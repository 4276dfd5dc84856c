package dev.souk.model.alert;

import dev.souk.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a listing satisfied an alert: recorded once for each pair.
 *
 * @param notifiedAt when the first message about it was delivered; null if none was yet
 * @param read whether the user has seen it
 * @param saved whether the user put it aside
 * @param toldPrice what the listing cost when the user was last told of it; null if not known
 */
public record AlertMatch(
        long id,
        long alertId,
        long listingId,
        long userId,
        Instant matchedAt,
        @Nullable Instant notifiedAt,
        boolean read,
        boolean saved,
        @Nullable Money toldPrice) {}
