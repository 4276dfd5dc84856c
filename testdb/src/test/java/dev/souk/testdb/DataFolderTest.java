package dev.souk.testdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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

    @Test
    void whatAKilledJvmHasLeftInMemoryGoesWhenTheNextIsMadeAndWhatIsInUseStays() throws IOException {
        try (DataFolder first = DataFolder.create()) {
            Path held = first.data().resolveSibling("lock");
            if (!held.startsWith(DataFolder.MEMORY)) {
                System.out.println("NOT RUN: there is no memory for files here");
                return;
            }
            Path left = Files.createTempDirectory(DataFolder.MEMORY, DataFolder.PREFIX + "-");
            Files.createFile(left.resolve("lock"));
            Files.createDirectories(left.resolve("data").resolve("base"));

            DataFolder.create().close();

            assertThat(left).doesNotExist();
            assertThat(held).exists();
        }
    }
}
