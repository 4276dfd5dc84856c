package dev.souk.notify.http;

import dev.souk.notify.DeliveryResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means: for the delivery, and for what else goes to the same address.
 *
 * @param rest how long the address is to be left alone; null if it need not be
 * @param ofAll whether that is said of all addresses, since the service counts what comes from us
 * @param movedTo the name of the address that has taken the place of the one that was asked; null if none has
 */
record Verdict(
        DeliveryResult result,
        @Nullable Duration rest,
        boolean ofAll,
        @Nullable String movedTo) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private Verdict(DeliveryResult result, @Nullable Duration rest) {
        this(result, rest, false, null);
    }

    /** Rests as long as the result says to wait. */
    static Verdict of(DeliveryResult result) {
        return new Verdict(result, result instanceof DeliveryResult.TryAgain again ? again.after() : null);
    }

    /** There is no such address any more, and the server says which has taken its place. */
    static Verdict moved(String reason, String name) {
        return of(DeliveryResult.gone(reason)).movedTo(name);
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
        boolean tooMany = response.status() == TOO_MANY_REQUESTS;
        boolean busy = tooMany || response.status() == UNAVAILABLE;
        DeliveryResult result = tooMany && wait.isEmpty()
                ? DeliveryResult.resting(reason, null)
                : new DeliveryResult.TryAgain(reason, wait.orElse(null));
        return new Verdict(result, wait.orElse(busy ? Duration.ZERO : null));
    }

    /** The same, and the address rests. */
    Verdict resting(Duration wait) {
        return new Verdict(result, wait, ofAll, movedTo);
    }

    /** The same, and what it says of the address holds for all. */
    Verdict forAll() {
        return new Verdict(result, rest, true, movedTo);
    }

    /** The same, said of an address that took the place of the one that was asked. */
    Verdict movedTo(String name) {
        return new Verdict(result, rest, ofAll, name);
    }
}
