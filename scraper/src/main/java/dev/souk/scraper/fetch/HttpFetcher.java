package dev.souk.scraper.fetch;

import dev.souk.net.AddressBlock;
import dev.souk.net.AddressPolicy;
import dev.souk.net.GuardedSocketFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Fetches pages over HTTP: politely, and on guard.
 *
 * <p>Politely: it says who it is ({@code Souk/<version> (+<contact>)}), obeys what robots.txt says to that name ({@code
 * souk}) or else to all, leaves a pause between two requests to a host, asks few things of it
 * at a time, leaves a host alone that asks for it, and asks one that fails less and less. On guard: it connects only to
 * addresses of the public web on ports 80 and 443, whatever a URL, a redirect or a DNS answer says; it bounds the time and
 * the size of every answer, after decompression; it sends no cookie that the host did not give it, and no user name of a
 * URL; it follows no redirect from https to http. It uses no proxy but the one that it is given, not even the system's.
 *
 * <pre>{@code
 * try (HttpFetcher fetcher = HttpFetcher.builder("mailto:ops@example.org").build()) {
 *     FetchOutcome outcome = fetcher.fetch(PageRequest.list(URI.create("https://example.org/search?q=sofa")));
 * }
 * }</pre>
 *
 * <p>Safe for several threads, which share the pace. An interrupt ends a wait: the flag stays set, and the outcome is
 * {@link FetchOutcome.Unreachable} with the reason "interrupted". Pace and robots.txt are kept in this object alone, so
 * use one per process; where several processes visit the same sites, give them a {@link Pace} that they share.
 */
public final class HttpFetcher implements Fetcher, AutoCloseable {

    /*
     * A chain of visitors, each with one task:
     * redirects -> the host's headers -> robots -> seats -> resting hosts -> pace -> resting hosts -> the network.
     * Hosts may begin to rest while a visit waits for its turn, so they are looked at before and after it. The network
     * looks at the pace once more when a connection stands.
     */

    private final OkHttpVisitor network;
    private final Visitor visitor;
    private final Visitor robots;
    private final HostHeaders hostHeaders;
    private final PageReader reader;
    private final String userAgent;
    private final long maxBodyBytes;
    private final Duration timeout;
    private final Duration gap;

    private HttpFetcher(Builder settings) {
        this.maxBodyBytes = settings.maxBodyBytes;
        this.timeout = settings.timeout;
        this.gap = settings.gap;
        this.network = new OkHttpVisitor(settings.guardedSockets(), settings.dns, settings.headers(), settings.pause);
        Pace pace = Objects.requireNonNullElseGet(settings.pace, () -> new LocalPace(settings.pause));
        RestingHosts resting = new RestingHosts(settings.clock, pace, new BackOff(settings.random));
        Visitor paced = new PacedVisitor(resting.sparing(resting.heeding(network)), pace, settings.pause);
        Visitor polite = new Seats(resting.sparing(paced), settings.maxPerHost);
        this.robots = new RobotsVisitor(
                settings.agent,
                settings.heedsRefusedRobots,
                polite,
                settings.clock,
                settings.robotsLifetime,
                settings.timeout);
        this.hostHeaders = settings.hostHeaders.copy();
        this.visitor = new Redirects(hostHeaders.adding(robots));
        this.userAgent = settings.userAgent();
        this.reader = new PageReader(settings.clock);
    }

    /**
     * Begins a fetcher.
     *
     * @param contact where a site's owner can complain: a {@code mailto:}, {@code http:} or {@code https:} URL. It is
     *     sent with every request
     * @throws IllegalArgumentException if it is none of these, such as a bare e-mail address without {@code mailto:}
     */
    public static Builder builder(String contact) {
        return new Builder(contact);
    }

    /**
     * Gets one page.
     *
     * @throws IllegalStateException if the request's policy needs a permission that the application has not said it has
     */
    @Override
    public FetchOutcome fetch(PageRequest request) {
        request.policy().check();
        @Nullable HttpUrl url = HttpUrl.get(request.url());
        if (url == null) {
            return new FetchOutcome.Unreachable(request.url(), "not an http or https address");
        }
        Visit visit = visit(request, url);
        return reader.read(request, visit, visitor.visit(visit));
    }

    /**
     * Gets what a page asks for while a browser shows it, as politely and on guard as a page. The request is the page's
     * idea, so headers and cookies that the host has for an origin go along only to the page's own, and what a redirect
     * brings from another is withheld unless that one lets the page read it.
     *
     * @param page where the page was found
     * @return what the site answered, with whatever status; empty if nothing came that may be handed on whole
     * @throws IllegalStateException if the request's policy needs a permission that the application has not said it has
     */
    public Optional<Subresource> subresource(PageRequest request, URI page) {
        request.policy().check();
        @Nullable HttpUrl url = HttpUrl.get(request.url());
        @Nullable HttpUrl asker = HttpUrl.get(page);
        if (url == null || asker == null) {
            return Optional.empty();
        }
        Visitor headed = hostHeaders.only(RobotsFile.origin(asker)).adding(robots);
        return Subresource.of(new Redirects(headed).visit(visit(request, url)), url, asker);
    }

    /** Who this fetcher says it is: the agent, the contact, and the version of Souk. */
    public String userAgent() {
        return userAgent;
    }

    private Visit visit(PageRequest request, HttpUrl url) {
        SourcePolicy policy = request.policy();
        Headers.Builder headers = new Headers.Builder();
        request.headers().forEach(headers::add);
        if (request.body().isEmpty()) {
            headers.addAll(request.known().conditions());
        }
        @Nullable
        RequestBody body = request.body()
                .map(content ->
                        RequestBody.create(ByteString.encodeUtf8(content.text()), MediaType.get(content.contentType())))
                .orElse(null);
        return new Visit(
                        request.url(),
                        url,
                        headers.build(),
                        body,
                        maxBodyBytes,
                        new WireTime(timeout),
                        gap,
                        policy.connections())
                .withGap(policy.pace())
                .to(url);
    }

    /** Ends what is under way and closes all connections. Later requests are {@link FetchOutcome.Unreachable}. */
    @Override
    public void close() {
        network.close();
    }

    /** Collects the settings of a fetcher. Not safe for several threads. */
    public static final class Builder {

        private static final long LARGEST_BODY = 1024L * 1024 * 1024;

        private final String contact;
        private String agent = UserAgent.SOUK;
        private String acceptLanguage = "en";
        private long maxBodyBytes = 10L * 1024 * 1024;
        private Duration timeout = Duration.ofSeconds(30);
        private Duration gap = Duration.ofSeconds(1);
        private int maxPerHost = 2;
        private Duration robotsLifetime = Duration.ofHours(24);
        private boolean heedsRefusedRobots;
        private final List<AddressBlock> allowed = new ArrayList<>();
        private final HostHeaders hostHeaders = new HostHeaders();
        private @Nullable ForwardProxy proxy;
        private @Nullable Pace pace;
        private RandomGenerator random = new Random();
        private Clock clock = Clock.systemUTC();
        private Pause pause = Pause.real();
        private Dns dns = Dns.SYSTEM;
        private SocketFactory sockets = SocketFactory.getDefault();

        private Builder(String contact) {
            if (!contact.matches("(mailto:|https?://)[\\x21-\\x7e&&[^()]]+")) {
                throw new IllegalArgumentException("contact is not a mailto, http or https URL: " + contact);
            }
            this.contact = contact;
        }

        /**
         * The name under which the {@code User-Agent} asks, and whose rules in a robots.txt are obeyed: your application's,
         * where a site has given you a permission by name. Default {@code Souk}.
         *
         * @param agent 1 to 40 letters, hyphens and underscores (RFC 9309, section 2.2.1)
         */
        public Builder agent(String agent) {
            if (!agent.matches("[A-Za-z_-]{1,40}")) {
                throw new IllegalArgumentException(
                        "agent is not of 1 to 40 letters, hyphens and underscores: " + agent);
            }
            this.agent = agent;
            return this;
        }

        /** Sent as {@code Accept-Language}, for sites that speak several. Default {@code en}. */
        public Builder acceptLanguage(String acceptLanguage) {
            if (!acceptLanguage.matches("[A-Za-z0-9*;=., -]{1,200}")) {
                throw new IllegalArgumentException("not a value of Accept-Language: " + acceptLanguage);
            }
            this.acceptLanguage = acceptLanguage;
            return this;
        }

        /** Gives up a page whose body is larger, after decompression. 1 byte to 1 GiB; default 10 MiB. */
        public Builder maxBodyBytes(long maxBodyBytes) {
            if (maxBodyBytes < 1 || maxBodyBytes > LARGEST_BODY) {
                throw new IllegalArgumentException("maxBodyBytes is not from 1 to 1 GiB: " + maxBodyBytes);
            }
            this.maxBodyBytes = maxBodyBytes;
            return this;
        }

        /**
         * Gives up a page after so much time on the wire: connecting, headers and body, of all redirects together.
         * Polite waiting is not counted; robots.txt has this much time of its own. 1 ms to 1 hour; default 30 s.
         */
        public Builder timeout(Duration timeout) {
            this.timeout = checked("timeout", timeout, Duration.ofMillis(1), Duration.ofHours(1));
            return this;
        }

        /**
         * The least time between the starts of two requests to one host. A longer crawl-delay in robots.txt is obeyed,
         * up to one minute. Zero to 1 day; default 1 s.
         */
        public Builder pace(Duration pace) {
            this.gap = checked("pace", pace, Duration.ZERO, Duration.ofDays(1));
            return this;
        }

        /** Who gives out the turns at sites, for several processes that keep one pace. Default this fetcher alone. */
        public Builder pacedBy(Pace pace) {
            this.pace = pace;
            return this;
        }

        /** How many requests to one host may be under way at a time; the others wait. 1 to 1,000; default 2. */
        public Builder maxPerHost(int maxPerHost) {
            if (maxPerHost < 1 || maxPerHost > 1_000) {
                throw new IllegalArgumentException("maxPerHost is not from 1 to 1,000: " + maxPerHost);
            }
            this.maxPerHost = maxPerHost;
            return this;
        }

        /**
         * Sends a header to a site with every request for a page, and to nobody else: a redirect to another origin does
         * not get it. It is kept out of logs and messages.
         *
         * @param origin scheme, host and port, such as {@code https://api.example.org}
         * @throws IllegalArgumentException if it cannot be sent, or the fetcher sets it itself, as the user agent
         */
        public Builder header(String origin, String name, String value) {
            hostHeaders.set(origin, name, value);
            return this;
        }

        /**
         * Sends a cookie to a site with every request for a page, and to nobody else. Cookies that sites set are not
         * kept.
         *
         * @param origin scheme, host and port, such as {@code https://example.org}
         */
        public Builder cookie(String origin, String name, String value) {
            hostHeaders.addCookie(origin, name, value);
            return this;
        }

        /** Makes all connections through a proxy. Default none. */
        public Builder proxy(ForwardProxy proxy) {
            this.proxy = proxy;
            return this;
        }

        /** How long a robots.txt is believed before it is asked for again. 1 minute to 7 days; default 24 hours. */
        public Builder robotsLifetime(Duration robotsLifetime) {
            this.robotsLifetime = checked("robotsLifetime", robotsLifetime, Duration.ofMinutes(1), Duration.ofDays(7));
            return this;
        }

        /**
         * Takes a robots.txt that is refused (401, 403) to forbid the whole site, as some crawlers do. Default: it forbids
         * nothing, as RFC 9309 (section 2.3.1.3) allows.
         */
        public Builder heedRefusedRobots() {
            this.heedsRefusedRobots = true;
            return this;
        }

        /** Allows this machine's own addresses, 127.0.0.0/8 and ::1, on every port. For tests. */
        public Builder allowLoopback() {
            return allowAddresses("127.0.0.0/8", "::1");
        }

        /**
         * Allows addresses that are otherwise refused, on every port. For an intranet.
         *
         * @param blocks literal addresses or blocks of them, such as {@code 10.1.0.0/16}; names are not looked up
         */
        public Builder allowAddresses(String... blocks) {
            for (String block : blocks) {
                allowed.add(AddressBlock.of(block));
            }
            return this;
        }

        /** The clock that dates pages, and by which robots.txt and rests expire. Default the system's. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        Builder pause(Pause pause) {
            this.pause = pause;
            return this;
        }

        Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        Builder dns(Dns dns) {
            this.dns = dns;
            return this;
        }

        /** Where the sockets beneath the guard come from. */
        Builder sockets(SocketFactory sockets) {
            this.sockets = sockets;
            return this;
        }

        /** Creates the fetcher. */
        public HttpFetcher build() {
            return new HttpFetcher(this);
        }

        /** The guard stands before the proxy, so it sees where a page really comes from. */
        private SocketFactory guardedSockets() {
            SocketFactory beneath = proxy == null ? sockets : proxy.over(sockets);
            return new GuardedSocketFactory(new AddressPolicy(allowed), beneath);
        }

        private String userAgent() {
            return UserAgent.of(agent, contact);
        }

        private Headers headers() {
            return Headers.of(
                    "User-Agent",
                    userAgent(),
                    "Accept",
                    "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
                    "Accept-Language",
                    acceptLanguage,
                    "Accept-Encoding",
                    ContentEncoding.ACCEPTED);
        }

        private static Duration checked(String name, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(name + " is not from " + least + " to " + most + ": " + value);
            }
            return value;
        }
    }
}
