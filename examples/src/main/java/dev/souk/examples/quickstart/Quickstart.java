package dev.souk.examples.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.souk.core.SoukDatabase;
import dev.souk.core.notification.UnsubscribeTokens;
import dev.souk.core.protection.FieldProtection;
import dev.souk.notify.ConsoleNotifier;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.SmtpSecurity;
import dev.souk.pipeline.RunReport;
import dev.souk.pipeline.SoukPipeline;
import dev.souk.schema.SchemaMigrator;
import dev.souk.scraper.fetch.HttpFetcher;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.testdb.TestDatabase;
import dev.souk.testdb.TestPostgres;
import dev.souk.testkit.market.LocalMarket;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Watches a small marketplace on this machine three times, and tells what was fetched, stored, matched and sent. Starts
 * what it needs: a PostgreSQL, the marketplace, a mail server. Needs no internet.
 */
public final class Quickstart {

    /** A host has a page there that asks "stop?", and takes the POST of a mail program. */
    private static final URI STOP_PAGE = URI.create("https://souk.example/stop");

    private final PrintStream out;
    private final Path folder;

    Quickstart(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Runs it. The argument is the folder for the page with the pictures. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Quickstart(out, Path.of(args.length > 0 ? args[0] : "target/quickstart")).run();
    }

    /** Runs it and returns what each of the three visits did. */
    Visits run() throws IOException {
        out.println();
        out.println("Souk quickstart: a marketplace, two users, three visits.");
        GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        step("starting PostgreSQL, a marketplace and a mail server");
        try (TestPostgres postgres = TestPostgres.start();
                TestDatabase testDatabase = postgres.createDatabase();
                LocalMarket market = LocalMarket.start();
                HttpFetcher fetcher = HttpFetcher.builder("mailto:quickstart@example.org")
                        .allowLoopback()
                        .pace(Duration.ofMillis(20))
                        .build()) {
            mail.start();
            step("creating the tables");
            SchemaMigrator.over(testDatabase.dataSource()).migrate();
            SoukDatabase database = SoukDatabase.over(testDatabase.dataSource(), FieldProtection.plaintext());
            HoustonMarket goods = new HoustonMarket(market);
            goods.open();
            Shoppers.signUp(database);
            ListingSource source = market.source();
            UnsubscribeTokens stops = new UnsubscribeTokens(database.alerts(), List.of(secret()));
            try (SoukPipeline souk = SoukPipeline.builder(database)
                    .fetcher(fetcher)
                    .watch(source, search("brompton"))
                    .watch(source, search("guitar"))
                    .watch(source, search("sofa"))
                    .notifier(EmailNotifier.builder("127.0.0.1", mail.getSmtp().getPort(), "souk@example.org")
                            .security(SmtpSecurity.NONE)
                            .unsubscribe(
                                    delivery -> Optional.of(STOP_PAGE.resolve("?token=" + stops.tokenFor(delivery))))
                            .build())
                    .notifier(new ConsoleNotifier(out))
                    .build()) {
                Account account = new Account(out, new Ledger(testDatabase.dataSource(), market, mail), database);
                Visits visits = visit(souk, goods, account);
                Path page = new Gallery(database).write(folder);
                out.println();
                out.println("The pictures of what was matched: " + page.toAbsolutePath());
                return visits;
            }
        } finally {
            mail.stop();
        }
    }

    private Visits visit(SoukPipeline souk, HoustonMarket goods, Account account) {
        step("first visit");
        RunReport first = souk.runOnce();
        Ledger.Entry afterFirst = account.tell("Watched for the first time", first);

        step("the market changes: a Brompton appears, a guitar gets cheaper, a sofa is sold");
        goods.change();
        step("second visit");
        RunReport second = souk.runOnce();
        Ledger.Entry afterSecond = account.tell("Watched a second time", second);

        step("third visit, nothing has changed");
        RunReport third = souk.runOnce();
        Ledger.Entry afterThird = account.tell("Watched a third time", third);
        return new Visits(first, second, third, afterFirst, afterSecond, afterThird);
    }

    /** A host keeps it, or the links of older mails no longer work. */
    private static byte[] secret() {
        byte[] secret = new byte[UnsubscribeTokens.MIN_SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static SearchRequest search(String text) {
        return SearchRequest.builder().location("houston").text(text).build();
    }

    private void step(String what) {
        out.println("  ... " + what);
    }

    /** What the three visits did. */
    record Visits(
            RunReport first,
            RunReport second,
            RunReport third,
            Ledger.Entry afterFirst,
            Ledger.Entry afterSecond,
            Ledger.Entry afterThird) {}
}
