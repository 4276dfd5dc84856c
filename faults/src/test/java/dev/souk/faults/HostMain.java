package dev.souk.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.notification.Digest;
import dev.souk.model.notification.DigestLimits;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.Notifier;
import dev.souk.notify.SmtpSecurity;
import dev.souk.notify.http.HttpSender;
import dev.souk.notify.http.WebhookNotifier;
import dev.souk.pipeline.PipelineBuilder;
import dev.souk.pipeline.RetryPolicy;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.source.SearchRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A host as users of Souk write it, in a process of its own. Ends with the process that started it; for each empty
 * line that it gets from that one it logs its {@link Footprint}, and to what another says it sets its clock.
 */
final class HostMain {

    private static final Duration EVERY = Duration.ofMillis(400);

    /**
     * What a connection that says nothing more is waited for; a host with a long lease is one that may be slow. The
     * server gives up first, after half of that, on a host that falls silent within a transaction.
     */
    static final int SHORTEST_TIMEOUT_SECONDS = 6;

    /** By which the server knows it. */
    static final String APPLICATION = "souk-host";

    /** What a mail server that says nothing more is waited for. */
    static final Duration MAIL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration MAILS_TIMEOUT = Duration.ofSeconds(15);

    /** Longer than any test takes. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    /** How long what it is doing may still take when it is told to end. */
    static final Duration TO_END_WITHIN = Duration.ofSeconds(5);

    /** The most that it has open to the database. */
    static final int CONNECTIONS = 6;

    /** The same, of one in which there are several pipelines. */
    static final int CONNECTIONS_OF_MANY = 10;

    /** The receiver knows of what is shown, and not of what is only counted. */
    static final DigestLimits DIGEST_LIMITS = new DigestLimits(Digest.MAX_SHOWN, Digest.MAX_SHOWN);

    private HostMain() {}

    public static void main(String[] arguments) throws IOException {
        HostSettings settings = HostSettings.of(arguments);
        HostClock clock = new HostClock(settings.clockAhead());
        HikariDataSource pool = pool(settings);
        DataSource dataSource = EndingDataSource.over(
                FlawedDataSource.over(pool, settings.bug(), settings.clockAhead()), settings.end());
        SoukDatabase database = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        EmailNotifier email = email(settings);
        List<SoukPipeline> pipelines = IntStream.range(0, settings.pipelines())
                .mapToObj(number -> pipeline(settings, number, clock, database, email))
                .toList();
        if (settings.bug() != Bug.IGNORES_SIGTERM) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> pipelines.forEach(souk -> souk.close(TO_END_WITHIN)), "told to end"));
        }
        if (settings.bug() == Bug.NONE) {
            pipelines.forEach(SoukPipeline::start);
        } else {
            List<Notifier> notifiers = new ArrayList<>(List.of(new EndingNotifier(email, settings.end())));
            if (settings.hookPort() != 0) {
                notifiers.add(new EndingNotifier(webhooks(settings), settings.end()));
            }
            pipelines.forEach(souk -> new FlawedHost(settings, souk, database, dataSource, notifiers).start(EVERY));
        }
        // Until whoever started it is gone.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty()) {
                System.out.println(Footprint.ofThis().line());
            } else {
                clock.setAhead(Duration.parse(line));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static SoukPipeline pipeline(
            HostSettings settings, int number, HostClock clock, SoukDatabase database, EmailNotifier email) {
        // However many there are, a machine of two cores has to serve them.
        Duration every = EVERY.multipliedBy(1 + settings.pipelines() / 10);
        PipelineBuilder builder = SoukPipeline.builder(database)
                .notifier(new EndingNotifier(
                        settings.bug() == Bug.RESTS_BY_ITS_OWN_CLOCK ? new RestingNotifier(email, clock) : email,
                        settings.end()))
                .clock(clock)
                .ingestEvery(EVERY)
                .pollEvery(every)
                .lease(settings.lease())
                .digestLimits(DIGEST_LIMITS)
                .retry(new RetryPolicy(1_000, Duration.ofMillis(200), Duration.ofSeconds(1)));
        if (settings.hookPort() != 0) {
            builder.notifier(new EndingNotifier(webhooks(settings), settings.end()));
        }
        if (settings.visitsMarket() && number == 0) {
            builder.fetcher(HttpFetcher.builder("mailto:faults@souk.example")
                            .allowLoopback()
                            .pace(Duration.ZERO)
                            .timeout(Duration.ofSeconds(90))
                            .build())
                    .watch(
                            new MarketSource(settings.marketUri(), settings.name(), settings.bug()),
                            SearchRequest.builder().build());
        }
        return builder.build();
    }

    private static EmailNotifier email(HostSettings settings) {
        boolean isPatient = settings.bug() == Bug.WAITS_FOR_EVER;
        return EmailNotifier.builder("127.0.0.1", settings.mailPort(), settings.name() + "@souk.example")
                .security(SmtpSecurity.NONE)
                .timeout(isPatient ? FOR_EVER : MAIL_TIMEOUT)
                .batchTimeout(isPatient ? FOR_EVER : MAILS_TIMEOUT)
                .build();
    }

    private static Notifier webhooks(HostSettings settings) {
        return WebhookNotifier.builder(new HookAddresses(user -> settings.hookPort(), settings.name()))
                .over(HttpSender.builder()
                        .allowPlainHttp()
                        .allowAddresses("127.0.0.1")
                        .timeout(Duration.ofSeconds(3))
                        .batchTimeout(Duration.ofSeconds(15))
                        .build())
                .build();
    }

    private static HikariDataSource pool(HostSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(server(settings));
        config.setMaximumPoolSize(settings.pipelines() == 1 ? CONNECTIONS : CONNECTIONS_OF_MANY);
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** A connection each time that it is asked. */
    static DataSource server(HostSettings settings) {
        PGSimpleDataSource server = FaultyPostgres.dataSource(settings.database(), settings.databasePort());
        int timeout = Math.max(SHORTEST_TIMEOUT_SECONDS, (int) settings.lease().toSeconds());
        server.setSocketTimeout(timeout);
        server.setConnectTimeout(timeout);
        server.setLoginTimeout(timeout);
        server.setApplicationName(APPLICATION);
        server.setOptions("-c idle_in_transaction_session_timeout=%ds".formatted(timeout / 2));
        return server;
    }
}
