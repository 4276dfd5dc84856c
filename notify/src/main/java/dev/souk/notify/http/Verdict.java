package dev.souk.notify.http;

import dev.souk.notify.DeliveryResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means: for the delivery, and for what else goes to the same address.
 *
 * @param rest how long the address is to be left alone; null if it need not be
 */
record Verdict(DeliveryResult result, @Nullable Duration rest) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** Rests as long as the result says to wait. */
    static Verdict of(DeliveryResult result) {
        return new Verdict(result, result instanceof DeliveryResult.TryAgain again ? again.after() : null);
    }

    /** The server cannot be asked, and asking again at once would not help the others either. */
    static Verdict unreachable(String reason) {
        return new Verdict(DeliveryResult.tryAgain(reason), Duration.ZERO);
    }

    /** The server refused for now. If it is too busy, or says how long to wait, the address rests. */
    static Verdict tryAgain(String reason, HttpAnswer.Response response) {
        return tryAgain(reason, response, response.retryAfter());
    }

    /** The same where the server says elsewhere how long to wait. */
    static Verdict tryAgain(String reason, HttpAnswer.Response response, Optional<Duration> wait) {
        DeliveryResult result = new DeliveryResult.TryAgain(reason, wait.orElse(null));
        boolean busy = response.status() == TOO_MANY_REQUESTS || response.status() == UNAVAILABLE;
        return new Verdict(result, wait.orElse(busy ? Duration.ZERO : null));
    }

    /** The same, and the address rests. */
    Verdict resting(Duration wait) {
        return new Verdict(result, wait);
    }
}
