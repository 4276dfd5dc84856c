package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testdb.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tables are migrated first and hosts are renewed one by one, so hosts of an earlier build have to find everything that
 * they read and write. {@code PreviousBuildTest} in {@code faults} lets such hosts run.
 */
@ExtendWith(PostgresExtension.class)
class UpgradeTest {

    /** Builds whose newest version is this one or a later one may run beside this build. Read by {@code .ci/previous-build}. */
    private static final int OLDEST_BESIDE = 38;

    private static final String COLUMNS = """
            SELECT table_name, column_name, udt_name, is_nullable = 'YES',
                is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES' OR is_generated = 'ALWAYS'
            FROM information_schema.columns WHERE table_schema = 'souk'""";

    @Test
    void hostsOfAnEarlierBuildFindEveryColumnThatTheyKnowAndNeedNoOther(DataSource dataSource) throws SQLException {
        assertThat(missedBetween(dataSource, OLDEST_BESIDE, Migration.NEWEST)).isEmpty();
    }

    @Test
    void whatTheyWouldMissIsSeen(DataSource dataSource) throws SQLException {
        // By V3 every key is a bigint, which a build before it does not expect.
        assertThat(missedBetween(dataSource, 2, 3)).contains("listings.id is int8 and was int4");
    }

    @Test
    void operatorsAreTold() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "operations.md")))
                .contains("Instances of a build before V" + OLDEST_BESIDE + ", however, have to be stopped");
    }

    private static List<String> missedBetween(DataSource dataSource, int older, int newer) throws SQLException {
        SchemaMigrator migrator = SchemaMigrator.over(dataSource);
        migrator.migrateTo(older);
        Map<String, Map<String, Column>> before = tables(dataSource);
        migrator.migrateTo(newer);
        Map<String, Map<String, Column>> after = tables(dataSource);
        List<String> missed = new ArrayList<>();
        before.forEach((table, columns) -> {
            Map<String, Column> now = after.getOrDefault(table, Map.of());
            columns.forEach((name, column) -> column.missedIn(Optional.ofNullable(now.get(name)))
                    .ifPresent(problem -> missed.add("%s.%s %s".formatted(table, name, problem))));
            now.forEach((name, column) -> {
                if (!columns.containsKey(name) && !column.canBeLeftOut()) {
                    missed.add("%s.%s is new and cannot be left out".formatted(table, name));
                }
            });
        });
        return missed;
    }

    private static Map<String, Map<String, Column>> tables(DataSource dataSource) throws SQLException {
        Map<String, Map<String, Column>> tables = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), table -> new HashMap<>())
                        .put(row.getString(2), new Column(row.getString(3), row.getBoolean(4), row.getBoolean(5)));
            }
        }
        return tables;
    }

    /** What a column holds, and whether a row can be written without it. */
    private record Column(String type, boolean nullable, boolean canBeLeftOut) {

        /** What who knows this one would miss; empty if nothing. */
        Optional<String> missedIn(Optional<Column> later) {
            if (later.isEmpty()) {
                return Optional.of("is gone");
            }
            if (!type.equals(later.get().type())) {
                return Optional.of("is %s and was %s".formatted(later.get().type(), type));
            }
            if (nullable && !later.get().nullable()) {
                return Optional.of("has to have a value and had not to");
            }
            return canBeLeftOut && !later.get().canBeLeftOut()
                    ? Optional.of("could be left out and cannot any more")
                    : Optional.empty();
        }
    }
}
