package dev.souk.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void theListNamesEveryScript() throws Exception {
        assertThat(scripts("migration"))
                .containsExactlyInAnyOrderElementsOf(
                        Migration.ALL.stream().map(Migration::fileName).toList());
        assertThat(scripts("undo"))
                .containsExactlyInAnyOrderElementsOf(
                        Migration.ALL.stream().map(Migration::undoFileName).toList());
    }

    @Test
    void theVersionsCountUpFromOne() {
        for (int version = 1; version <= Migration.NEWEST; version++) {
            assertThat(Migration.of(version).version()).isEqualTo(version);
        }
    }

    @Test
    void whatIsLostCanBeCounted() {
        assertThat(Migration.ALL)
                .allSatisfy(migration -> assertThat(migration.countOfLost().isPresent())
                        .isEqualTo(migration.loses().isPresent()));
    }

    private static List<String> scripts(String folder) throws IOException, URISyntaxException {
        Path path = Path.of(
                Objects.requireNonNull(Migration.class.getResource(folder)).toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
