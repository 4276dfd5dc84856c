package dev.souk.scraper.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.model.InvalidValueException;
import dev.souk.model.SourceId;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final SourceId SITE = new SourceId("site");

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatItKept() {
        PageArchive archive = archive().build();
        Page page = new Page(
                PageRequest.item(URI.create("https://site.example/1?a=b")),
                URI.create("https://site.example/sofa"),
                "<p>Sofa für 50 €\r\n\n\u0000 😀</p>\n",
                NOW);

        archive.keep(SITE, page);

        assertThat(read(archive, SITE)).containsExactly(page);
    }

    @Test
    void compresses() throws IOException {
        archive().build().keep(SITE, page("x".repeat(1_000_000), NOW));

        assertThat(bytes()).isLessThan(10_000);
    }

    @Test
    void readsOneSourceOldestFirstWithinASpanOfTime() {
        PageArchive archive = archive().build();
        for (int hours : new int[] {5, 30, 1, 3, 26}) {
            archive.keep(SITE, page("" + hours, NOW.minus(Duration.ofHours(hours))));
        }
        archive.keep(new SourceId("other"), page("other", NOW));
        archive.keep(new SourceId("../site"), page("elsewhere", NOW));

        List<Page> found = new ArrayList<>();
        archive.read(SITE, NOW.minus(Duration.ofHours(26)), NOW.minus(Duration.ofHours(1)), found::add);

        assertThat(found).extracting(Page::body).containsExactly("26", "5", "3");
        assertThat(read(archive, new SourceId("../site")))
                .extracting(Page::body)
                .containsExactly("elsewhere");
    }

    @Test
    void deletesWhatIsTooOld() {
        FolderArchive archive = archive().keepFor(Duration.ofDays(7)).build();
        archive.keep(SITE, page("old", NOW.minus(Duration.ofDays(8))));
        archive.keep(SITE, page("new", NOW.minus(Duration.ofDays(6))));

        archive.purge();

        assertThat(read(archive, SITE)).extracting(Page::body).containsExactly("new");
    }

    @Test
    void keepsForEverWhatIsToBeKeptForEver() {
        for (Duration ever :
                new Duration[] {ChronoUnit.FOREVER.getDuration(), Duration.ofDays(10_000 * 365L), Duration.ofDays(366)
                }) {
            FolderArchive archive = archive().keepFor(ever).purgeEvery(1).build();
            archive.keep(SITE, page("old", NOW.minus(Duration.ofDays(365))));

            assertThat(archive.purge()).isZero();
        }
        assertThat(read(archive().build(), SITE)).hasSize(3);
    }

    /** As a table does; as names of folders they would come before everything else. */
    @Test
    void refusesTimesThatNoPageCanHave() {
        PageArchive archive = archive().build();
        archive.keep(SITE, page("1", NOW));

        for (Instant never : new Instant[] {Instant.MAX, Instant.MIN, Instant.parse("+10000-01-01T00:00:00Z")}) {
            assertThatThrownBy(() -> archive.read(SITE, NOW, never, page -> {}))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> archive.read(SITE, never, NOW, page -> {}))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void readsAllThatIsKeptWhileMoreIsBeingKept() throws Exception {
        FolderArchive archive = archive().build();
        for (int i = 0; i < 20; i++) {
            archive.keep(SITE, page("" + i, NOW.minusSeconds(i)));
        }
        Thread keeping = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                archive.keep(SITE, page("later", NOW.plusSeconds(60)));
            }
        });
        keeping.start();

        while (keeping.isAlive()) {
            assertThat(read(archive, SITE)).hasSize(20);
        }
        keeping.join();
    }

    @Test
    void deletesInAFolderThatIsALinkToAnother() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
        FolderArchive archive = FolderArchive.builder(link, clock())
                .keepFor(Duration.ofDays(7))
                .purgeEvery(1_000)
                .build();
        archive.keep(SITE, page("new", NOW));
        archive.keep(SITE, page("old", NOW.minus(Duration.ofDays(8))));

        int deleted = archive.purge();

        assertThat(deleted).isEqualTo(1);
        assertThat(read(archive, SITE)).extracting(Page::body).containsExactly("new");
    }

    @Test
    void deletesTheOldestOfAllSourcesUntilTheOthersFit() throws IOException {
        FolderArchive generous = archive().build();
        for (int i = 0; i < 10; i++) {
            generous.keep(new SourceId("site" + i % 2), page("" + i, NOW.minusSeconds(i)));
        }
        long all = bytes();

        int deleted = archive().keepAtMost(all / 2).build().purge();

        assertThat(deleted).isBetween(5, 6);
        assertThat(bytes()).isLessThanOrEqualTo(all / 2);
        assertThat(read(generous, new SourceId("site0"))).extracting(Page::body).endsWith("2", "0");
    }

    @Test
    void purgesByItselfNowAndThen() {
        FolderArchive archive =
                archive().keepFor(Duration.ofDays(1)).purgeEvery(3).build();

        for (int i = 0; i < 4; i++) {
            archive.keep(SITE, page("old", NOW.minus(Duration.ofDays(2))));
        }

        assertThat(read(archive, SITE)).isEmpty();
    }

    @Test
    void whatAKilledHostLeftUnfinishedIsNoPageAndIsDeletedAsOneWouldBe() throws IOException {
        FolderArchive archive = archive().keepFor(Duration.ofDays(7)).build();
        archive.keep(SITE, page("whole", NOW.minusSeconds(60)));
        Path old = unfinished(NOW.minus(Duration.ofDays(8)));
        Path young = unfinished(NOW.minusSeconds(120));
        long whole = bytes() - Files.size(old) - Files.size(young);

        assertThat(archive.purge()).as("pages").isZero();

        assertThat(read(archive, SITE)).extracting(Page::body).containsExactly("whole");
        assertThat(old).doesNotExist();
        assertThat(young).as("may be being written").exists();
        assertThat(archive().keepAtMost(whole).build().purge()).as("pages").isZero();
        assertThat(young).as("takes room").doesNotExist();
        assertThat(read(archive, SITE)).extracting(Page::body).containsExactly("whole");
    }

    /** A page as it stands before it is moved to its place. */
    private Path unfinished(Instant at) throws IOException {
        archive().build().keep(SITE, page("x".repeat(1_000), at));
        String time = DateTimeFormatter.ofPattern("HHmmss.SSSSSS", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(at);
        try (Stream<Path> files = Files.find(
                folder, 5, (path, is) -> path.getFileName().toString().startsWith(time + "-"))) {
            Path page = files.findFirst().orElseThrow();
            return Files.move(
                    page, page.resolveSibling(page.getFileName().toString().replace(".page", ".tmp")));
        }
    }

    @Test
    void aPageThatCannotBeKeptIsNoReasonToThrow() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));

        FolderArchive.builder(file, clock()).build().keep(SITE, page("x", NOW));

        assertThat(Files.size(file)).isZero();
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        PageArchive archive = archive().build();
        archive.keep(SITE, page("x", NOW));
        try (Stream<Path> files = Files.find(folder, 5, (path, is) -> is.isRegularFile())) {
            for (Path file : files.toList()) {
                Files.writeString(file, "rubbish");
            }
        }

        assertThatThrownBy(() -> read(archive, SITE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(".page");
    }

    private FolderArchive.Builder archive() {
        return FolderArchive.builder(folder.resolve("pages"), clock());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static List<Page> read(PageArchive archive, SourceId source) {
        List<Page> pages = new ArrayList<>();
        archive.read(source, Instant.EPOCH, NOW.plusSeconds(1), pages::add);
        return pages;
    }

    private static Page page(String body, Instant at) {
        URI url = URI.create("https://site.example/list");
        return new Page(PageRequest.list(url), url, body, at);
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.find(folder, 5, (path, is) -> is.isRegularFile())) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
