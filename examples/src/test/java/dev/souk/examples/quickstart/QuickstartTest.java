package dev.souk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.pipeline.MatchReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    @TempDir
    static Path folder;

    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
    private static Quickstart.Visits visits;

    @BeforeAll
    static void watch() throws IOException {
        visits = new Quickstart(new PrintStream(PRINTED, true, StandardCharsets.UTF_8), folder).run();
    }

    @Test
    void theFirstVisitFindsTheBromptonNearAdaAndTheSofaThatIsNotOfLeather() {
        assertThat(visits.first().ingest().added()).isEqualTo(7);
        assertThat(visits.first().match().matches()).isEqualTo(2);
        assertThat(visits.first().dispatch().delivered()).isEqualTo(2);
        assertThat(visits.afterFirst().mails()).isEqualTo(1);
    }

    @Test
    void theSecondVisitTellsOfTheNewBromptonTheCheaperGuitarAndTheSale() {
        assertThat(visits.second().match().matches()).isEqualTo(2);
        assertThat(visits.second().dispatch().delivered()).isEqualTo(3);
        assertThat(visits.afterSecond().mails()).isEqualTo(2);
    }

    @Test
    void theThirdVisitWritesNothingToListingsAndSendsNothing() {
        assertThat(visits.afterThird().listingWrites()).isZero();
        assertThat(visits.third().match()).isEqualTo(MatchReport.NOTHING);
        assertThat(visits.afterThird().notifications()).isZero();
        assertThat(visits.afterThird().mails()).isZero();
    }

    @Test
    void leavesAPageWithThePicturesOfWhatWasMatched() throws IOException {
        String page = Files.readString(folder.resolve("index.html"));

        assertThat(page).contains("Brompton C Line Explore", "Fender Stratocaster guitar", "Three-seat sofa");
        assertThat(folder.resolve("photos")).isDirectoryContaining("glob:**.png");
        assertThat(PRINTED.toString(StandardCharsets.UTF_8)).contains("Watched a third time");
    }
}
