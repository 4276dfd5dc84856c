package dev.souk.testdb;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A server unpacked from a Maven artifact. */
final class EmbeddedServer implements TestPostgres.Server {

    private final DataFolder folder;
    private final EmbeddedPostgres postgres;
    private boolean isClosed;

    EmbeddedServer() {
        try {
            folder = DataFolder.create();
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.data())
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("full_page_writes", "off")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false);
            if (knowsAsciiAlone(System.getenv())) {
                builder.setLocaleConfig("lc-ctype", "C.UTF-8");
            }
            postgres = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("embedded PostgreSQL did not start", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop embedded postgres"));
    }

    /**
     * Whether a server would take from this environment that only the letters of ASCII are large and small, as no server in
     * use does: so it is in containers of Linux where nobody chose a language.
     */
    static boolean knowsAsciiAlone(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
        return System.getProperty("os.name").equals("Linux") && (locale.equals("C") || locale.equals("POSIX"));
    }

    @Override
    public PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {postgres.getPort()});
        dataSource.setDatabaseName(database);
        dataSource.setUser("postgres");
        return dataSource;
    }

    /** Whoever comes while it is being closed waits until it is. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            postgres.close();
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
