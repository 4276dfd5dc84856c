package dev.souk.benchmarks.delivery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.notify.EmailNotifier;
import dev.souk.notify.SmtpSecurity;
import dev.souk.notify.http.HttpSender;
import dev.souk.pipeline.SoukPipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A host in a process of its own, that does what it is told by a line, and answers each by a line with the number of what
 * it did. Ends with its input.
 */
final class HostMain {

    private static final int CONNECTIONS = 6;

    /** What it can be told. */
    enum Task {
        /** Match all that waits; answers how many pairs were recorded. */
        MATCH,
        /** Send all that is due; answers how many arrived. */
        DISPATCH,
        /** Do both in the background from now on. */
        START
    }

    private HostMain() {}

    /**
     * Runs until its input ends.
     *
     * @param arguments the ports of the database and of the receivers of webhooks and of mails
     */
    public static void main(String[] arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Town.dataSource(Integer.parseInt(arguments[0])));
        config.setMaximumPoolSize(CONNECTIONS);
        try (HikariDataSource pool = new HikariDataSource(config);
                HttpSender sender = HttpSender.builder()
                        .allowAddresses("127.0.0.1")
                        .allowPlainHttp()
                        .build();
                SoukPipeline souk = SoukPipeline.builder(SoukDatabase.over(pool, FieldProtection.plaintext()))
                        .notifier(Hooks.notifier(Integer.parseInt(arguments[1]), sender))
                        .notifier(EmailNotifier.builder(
                                        "127.0.0.1", Integer.parseInt(arguments[2]), "alerts@souk.example")
                                .security(SmtpSecurity.NONE)
                                .build())
                        .build()) {
            BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String task = tasks.readLine(); task != null; task = tasks.readLine()) {
                System.out.println(run(souk, Task.valueOf(task)));
            }
        }
    }

    private static int run(SoukPipeline souk, Task task) {
        return switch (task) {
            case MATCH -> souk.match().matches();
            case DISPATCH -> souk.dispatch().delivered();
            case START -> {
                souk.start();
                yield 0;
            }
        };
    }
}
