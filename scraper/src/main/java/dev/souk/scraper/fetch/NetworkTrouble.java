package dev.souk.scraper.fetch;

import dev.souk.net.GuardedSocketFactory;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in words what the HTTP client says by exceptions. */
final class NetworkTrouble {

    private static final int LONGEST_DETAIL = 200;

    private NetworkTrouble() {}

    static Answer answer(Visit visit, Throwable trouble) {
        if (trouble instanceof Error error) {
            throw error;
        }
        Optional<String> objection = GuardedSocketFactory.objectionIn(trouble);
        // An address that was refused was not asked for anything.
        return new Answer.Failed(
                new FetchOutcome.Unreachable(visit.page(), objection.orElseGet(() -> reason(trouble))),
                objection.isEmpty());
    }

    private static String reason(Throwable trouble) {
        if (trouble instanceof ProxyException) {
            return "proxy: " + detail(trouble);
        }
        if (trouble instanceof UnknownHostException) {
            return "no such host";
        }
        if (trouble instanceof NoRouteToHostException) {
            return "no route to host";
        }
        if (trouble instanceof ConnectException) {
            return "connection refused";
        }
        if (trouble instanceof SocketTimeoutException) {
            return "connecting took too long";
        }
        if (trouble instanceof SSLException) {
            return "TLS failed: " + detail(trouble);
        }
        return "no readable answer: " + detail(trouble);
    }

    /** The first line of the message, which may quote the site: shortened, and without control characters. */
    private static String detail(Throwable trouble) {
        @Nullable String message = trouble.getMessage();
        if (message == null || message.isBlank()) {
            return trouble.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) : line;
    }
}
