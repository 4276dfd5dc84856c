package dev.souk.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class RawPagesTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");
    private static final SourceId SITE = new SourceId("site");

    private DSLContext sql;
    private RawPages pages;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        pages = new RawPages(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void givesBackWhatItKept() {
        RawPage page = new RawPage(
                SITE,
                "ITEM",
                "https://site.example/1?a=b",
                "https://site.example/sofa",
                NOON,
                "<p>Sofa für 50 €\r\n\n\u0000 😀</p>\n");

        pages.add(page);

        assertThat(all(SITE)).containsExactly(page);
    }

    @Test
    void compresses() {
        pages.add(page("x".repeat(1_000_000), NOON));

        assertThat(pages.bytes()).isBetween(1L, 10_000L);
    }

    @Test
    void readsOneSourceOldestFirstWithinASpanOfTimeHoweverManyThereAre() {
        for (int minute : new int[] {5, 30, 1, 3, 26}) {
            pages.add(page("" + minute, NOON.minus(Duration.ofMinutes(minute))));
        }
        for (int i = 100; i < 125; i++) {
            pages.add(page("" + i, NOON.minus(Duration.ofMinutes(4))));
        }
        pages.add(new RawPage(new SourceId("other"), "LIST", "https://o.example", "https://o.example", NOON, "other"));

        List<String> bodies = new ArrayList<>();
        pages.read(SITE, NOON.minus(Duration.ofMinutes(26)), NOON.minus(Duration.ofMinutes(1)), page -> {
            bodies.add(page.body());
            assertThat(pages.bytes()).as("nothing is open meanwhile").isPositive();
        });

        assertThat(bodies).hasSize(28).startsWith("26", "5", "100", "101").endsWith("124", "3");
    }

    @Test
    void deletesWhatIsTooOldABatchAtATime() {
        for (int i = 0; i < 3; i++) {
            pages.add(page("old", NOON));
        }
        sql.execute("UPDATE souk.raw_pages SET fetched_at = now() - interval '31 days'");
        pages.add(page("new", NOON));
        sql.execute("UPDATE souk.raw_pages SET fetched_at = now() WHERE fetched_at = ?::timestamptz", NOON.toString());

        assertThat(pages.purge(Duration.ofDays(30), 2)).isEqualTo(2);
        assertThat(pages.purge(Duration.ofDays(30), 2)).isEqualTo(1);
        assertThat(sql.fetchCount(DSL.table("souk.raw_pages"))).isEqualTo(1);
    }

    @Test
    void deletesTheOldestOfAllSourcesUntilTheOthersFit() {
        Random random = new Random(20261126);
        for (int i = 0; i < 10; i++) {
            SourceId source = new SourceId("site" + i % 2);
            Instant at = NOON.plusSeconds(i);
            pages.add(new RawPage(source, "LIST", "https://s.example", "https://s.example", at, noise(random)));
        }
        long six = sql.fetchSingle(
                        "SELECT sum(size) FROM souk.raw_pages WHERE fetched_at >= ?::timestamptz",
                        NOON.plusSeconds(4).toString())
                .into(Long.class);

        assertThat(pages.purgeBeyond(six, 3)).isEqualTo(3);
        assertThat(pages.purgeBeyond(six, 3)).isEqualTo(1);
        assertThat(pages.purgeBeyond(six, 3)).isZero();
        assertThat(pages.bytes()).isEqualTo(six);
        assertThat(all(new SourceId("site0")).get(0).fetchedAt()).isEqualTo(NOON.plusSeconds(4));
        assertThat(pages.purgeBeyond(0, 100)).isEqualTo(6);
    }

    /** Does not become less by compression, and differs in length. */
    private static String noise(Random random) {
        return random.ints(500 + random.nextInt(100), 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void keepsAnOddPageToo() {
        pages.add(new RawPage(
                SITE, "LIST", "https://site.example/\ud800", "https://site.example/\u0000", NOON, "\ud800"));

        RawPage kept = all(SITE).get(0);
        assertThat(kept.requestedUrl()).isEqualTo("https://site.example/");
        assertThat(kept.url()).isEqualTo("https://site.example/");
        assertThat(kept.body()).isEqualTo("?");
    }

    @Test
    void namesARowThatIsNoPage() {
        pages.add(page("whole", NOON));
        sql.execute("UPDATE souk.raw_pages SET body = 'nonsense', size = 8");

        assertThatThrownBy(() -> all(SITE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("raw page \\d+ is damaged");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> pages.purge(Duration.ofDays(-1), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.purgeBeyond(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.purgeBeyond(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pages.read(SITE, Instant.MIN, NOON, page -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RawPage(SITE, " ", "https://s.example", "https://s.example", NOON, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<RawPage> all(SourceId source) {
        List<RawPage> found = new ArrayList<>();
        pages.read(source, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)), found::add);
        return found;
    }

    private static RawPage page(String body, Instant fetchedAt) {
        return new RawPage(SITE, "LIST", "https://site.example/", "https://site.example/", fetchedAt, body);
    }
}
