package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.schema.SchemaMigrator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A host is killed while it migrates. */
class KilledMigrationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void theNextHostFinishesWhatAKilledOneBegan() throws Exception {
        Random random = Chance.of("killed migration");
        int kills = Chance.times("migrations", 3, 50);
        FaultyPostgres postgres = FaultyPostgres.shared();
        StringJoiner stages = new StringJoiner(", ");
        for (int kill = 0; kill < kills; kill++) {
            String name = postgres.createEmptyDatabase();
            Tables tables = new Tables(FaultyPostgres.dataSource(name, postgres.port()));
            SchemaMigrator migrator = SchemaMigrator.over(tables.dataSource());
            killWhileItMigrates(name, tables, random.nextInt(migrator.status().newest()));
            stages.add(Long.toString(versions(tables)));

            migrator.migrate();

            assertThat(migrator.status().isCurrent()).isTrue();
            assertThat(migrator.drift().isIntact()).as("%s", migrator.drift()).isTrue();
            postgres.dropDatabase(name);
        }
        System.out.println("killed migration: %d kills, with so many versions in place: %s".formatted(kills, stages));
    }

    /** As soon as so many versions are seen to be in place; for 0, when it has connected. */
    private static void killWhileItMigrates(String database, Tables tables, int stage) throws Exception {
        Process process = start(database, FaultyPostgres.shared().port());
        try {
            Until.isTrue(
                    PATIENCE,
                    () -> "versions: " + versions(tables),
                    () -> (stage == 0 && isConnected(tables)) || versions(tables) >= Math.max(1, stage));
        } finally {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static Process start(String database, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigrationMain.class.getName(),
                        Integer.toString(port),
                        database)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean isConnected(Tables tables) {
        return tables.number("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                > 0;
    }

    private static long versions(Tables tables) {
        return tables.value("SELECT to_regclass('souk.souk_schema_history') IS NOT NULL")
                        .equals("t")
                ? tables.number("SELECT count(*) FROM souk.souk_schema_history WHERE success")
                : 0;
    }
}
