package dev.souk.testdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @Test
    void isGoneWithAllThatIsInItWhenItIsClosed() throws IOException {
        Path data;
        try (DataFolder folder = DataFolder.create()) {
            data = folder.data();
            assertThat(data).doesNotExist();
            Files.createDirectories(data.resolve("base"));
            Files.writeString(data.resolve("base").resolve("1"), "x");
        }

        assertThat(data.getParent()).doesNotExist();
    }

    /** In memory or, where that is small as in a container, on disk. */
    @Test
    void goesWhereOthersLookForWhatIsLeft() throws IOException {
        try (DataFolder folder = DataFolder.create()) {
            Path parent = folder.data().resolve("../..").normalize();

            assertThat(parent).isIn(DataFolder.MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
            assertThat(parent.resolve(DataFolder.PREFIX + ".lock")).exists();
        }
    }

    @Test
    void whatAKilledJvmHasLeftGoesWhenTheNextIsMadeAndWhatIsInUseStays(@TempDir Path parent) throws IOException {
        try (DataFolder first = DataFolder.in(parent)) {
            Path held = first.data().resolveSibling("lock");
            Path left = Files.createTempDirectory(parent, DataFolder.PREFIX + "-");
            Files.createFile(left.resolve("lock"));
            Files.createDirectories(left.resolve("data").resolve("base"));

            DataFolder.in(parent).close();

            assertThat(left).doesNotExist();
            assertThat(held).exists();
        }
    }
}
