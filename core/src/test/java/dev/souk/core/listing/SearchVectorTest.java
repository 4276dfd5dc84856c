package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.TextAnalyzer;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MigratedPostgres.class)
class SearchVectorTest {

    private static final List<String> WORDS =
            List.of("bike", "bikes", "Levi's", "C:\\temp", "128GB", "café", "自行车", "--", "It's", "'", "x", "größe");

    @Test
    void theDatabaseReadsEveryTermAtThePlacesWhereTheEngineFindsIt(DataSource dataSource) {
        DSLContext sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String title = words(1 + random.nextInt(8), random);
            // Every tenth is so long that some term occurs more often than a vector can hold.
            String description = seed % 7 == 0 ? null : words(seed % 10 == 0 ? 5_000 : random.nextInt(60), random);

            Object read = sql.fetchValue("select cast(? as tsvector)::text", SearchVector.of(title, description));

            assertThat(read)
                    .as("seed %d", seed)
                    .isEqualTo(sql.fetchValue(
                            "select cast(? as tsvector)::text",
                            byTheEngine(
                                    ListingText.of(title, description),
                                    TextAnalyzer.terms(title).size())));
        }
    }

    private static String words(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private static String byTheEngine(ListingText text, int heading) {
        return new TreeSet<>(text.terms())
                .stream()
                        .map(term -> "'" + term + "':"
                                + text.positions(term).stream()
                                        .map(position -> position + (position <= heading ? "A" : ""))
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" "));
    }
}
