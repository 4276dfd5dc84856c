package dev.souk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.schema.SchemaMigrator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A host is killed while it migrates. */
class KilledMigrationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int VERSIONS = 25;

    @Test
    void theNextHostFinishesWhatAKilledOneBegan() throws Exception {
        Random random = Chance.of("killed migration");
        int kills = Chance.times("migrations", 3, 50);
        FaultyPostgres postgres = FaultyPostgres.shared();
        StringBuilder stages = new StringBuilder();
        for (int kill = 0; kill < kills; kill++) {
            String name = postgres.createEmptyDatabase();
            Tables tables = new Tables(FaultyPostgres.dataSource(name, postgres.port()));
            int stage = 1 + random.nextInt(VERSIONS);
            Process process = start(name, postgres.port());
            try {
                Until.isTrue(PATIENCE, () -> "versions: " + versions(tables), () -> versions(tables) >= stage);
            } finally {
                process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
            long left = versions(tables);

            SchemaMigrator migrator = SchemaMigrator.over(tables.dataSource());
            migrator.migrate();

            stages.append(' ').append(left);
            assertThat(migrator.drift().isIntact()).as("%s", migrator.drift()).isTrue();
            postgres.dropDatabase(name);
        }
        System.out.println("killed migration: %d kills, versions that were there then:%s".formatted(kills, stages));
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

    private static long versions(Tables tables) {
        return tables.value("SELECT to_regclass('souk.souk_schema_history') IS NOT NULL")
                        .equals("t")
                ? tables.number("SELECT count(*) FROM souk.souk_schema_history WHERE success")
                : 0;
    }
}
