package dev.souk.scraper.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.fetch.FetchOutcome;
import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.json.JsonReader;
import dev.souk.scraper.text.WebUrl;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds an application's token to requests to eBay's API, and gets one (OAuth 2.0, client credentials, RFC 6749 section
 * 4.4) when there is none or it is about to expire. Other requests pass as they are. One token serves all threads.
 */
final class EbayLogin implements Fetcher {

    /*
     * The lock is held while a token is asked for, so that it is asked for once and the other threads wait for it. Whoever
     * is refused with a token (401) forgets that one and tries once more with another, which the first of them gets.
     */

    private static final String SCOPE = "https://api.ebay.com/oauth/api_scope";

    /** A request must not arrive with a token that expired on the way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final long LONGEST_LIFE_SECONDS = Duration.ofDays(1).toSeconds();

    /** RFC 6750, section 2.1, and no longer than a header may be. */
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/#^=-]{1,7000}");

    private final Fetcher fetcher;
    private final Clock clock;
    private final EbayCredentials credentials;
    private final URI base;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private @Nullable Token token;

    /**
     * A login for an API.
     *
     * @param base where the API and its token service are: scheme, host and port, which alone get the token
     */
    EbayLogin(Fetcher fetcher, Clock clock, EbayCredentials credentials, URI base) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.credentials = credentials;
        this.base = base;
    }

    @Override
    public FetchOutcome fetch(PageRequest request) {
        if (!isOfTheApi(request.url())) {
            return fetcher.fetch(request);
        }
        Grant first = grant(request, null);
        FetchOutcome outcome = fetch(request, first);
        return first instanceof Token refused && outcome instanceof FetchOutcome.LoginWall
                ? fetch(request, grant(request, refused))
                : outcome;
    }

    private FetchOutcome fetch(PageRequest request, Grant grant) {
        if (grant instanceof NoToken none) {
            return none.outcome();
        }
        FetchOutcome outcome = fetcher.fetch(request.withHeader("Authorization", "Bearer " + ((Token) grant).secret()));
        if (outcome instanceof FetchOutcome.Ok ok) {
            // Whoever keeps the page must not keep the token.
            Page page = ok.page();
            return new FetchOutcome.Ok(new Page(request, page.url(), page.body(), page.fetchedAt(), page.validators()));
        }
        return outcome;
    }

    private boolean isOfTheApi(URI url) {
        return base.getScheme().equalsIgnoreCase(url.getScheme())
                && base.getHost().equalsIgnoreCase(url.getHost())
                && base.getPort() == url.getPort();
    }

    /** A token that is not the refused one, known or new. */
    private Grant grant(PageRequest request, @Nullable Token refused) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoToken(new FetchOutcome.Unreachable(request.url(), "interrupted"));
        }
        try {
            Token known = token;
            if (known != null && !known.equals(refused) && clock.instant().isBefore(known.until())) {
                return known;
            }
            Instant askedAt = clock.instant();
            FetchOutcome outcome = fetcher.fetch(tokenRequest(request));
            token = outcome instanceof FetchOutcome.Ok ok
                    ? read(ok.page().body(), askedAt).orElse(null)
                    : null;
            return token == null ? new NoToken(without(request, outcome)) : token;
        } finally {
            lock.unlock();
        }
    }

    private PageRequest tokenRequest(PageRequest request) {
        String body = "grant_type=client_credentials&scope=" + WebUrl.encoded(SCOPE);
        return PageRequest.item(base.resolve("/identity/v1/oauth2/token"))
                .under(request.policy())
                .withHeader("Authorization", credentials.basic())
                .withHeader("Accept", "application/json")
                .withBody("application/x-www-form-urlencoded", body);
    }

    private static Optional<Token> read(String body, Instant askedAt) {
        JsonNode answer = JsonReader.read(body).orElse(JsonReader.NOTHING);
        String secret = JsonReader.text(answer, "access_token");
        long seconds = answer.path("expires_in").asLong();
        if (secret == null || seconds <= 0 || !SENDABLE.matcher(secret).matches()) {
            return Optional.empty();
        }
        Instant end = askedAt.plusSeconds(Math.min(seconds, LONGEST_LIFE_SECONDS));
        return Optional.of(new Token(secret, end.minus(MARGIN)));
    }

    /** What becomes of a page for which the token service answered so. */
    private static FetchOutcome without(PageRequest request, FetchOutcome answer) {
        if (answer instanceof FetchOutcome.RateLimited limited) {
            return new FetchOutcome.RateLimited(request.url(), limited.delay());
        }
        if (answer instanceof FetchOutcome.LoginWall || answer instanceof FetchOutcome.Blocked) {
            return new FetchOutcome.LoginWall(request.url(), "eBay's token service refused the credentials");
        }
        return new FetchOutcome.Unreachable(request.url(), "eBay's token service gave no token: " + answer.kind());
    }

    /** What a request is sent with, or not sent for want of. */
    private sealed interface Grant {}

    /** A token, and until when it is used. */
    private record Token(String secret, Instant until) implements Grant {

        @Override
        public String toString() {
            return "Token[until " + until + "]";
        }
    }

    /** Why there is no token, as the outcome of the page. */
    private record NoToken(FetchOutcome outcome) implements Grant {}
}
