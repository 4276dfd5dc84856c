package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.SourceId;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.StoredListing;
import dev.souk.schema.SchemaMigrator;
import dev.souk.testdb.PostgresExtension;
import dev.souk.testdb.TestDatabase;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** What docs/criteria.md says of a database of collation C. */
@ExtendWith(PostgresExtension.class)
class LetterCaseTest {

    private static final SourceId EBAY = new SourceId("ebay");

    @Test
    void whereTheDatabaseKnowsAsciiAloneASearchMissesACategoryInOtherLettersAndFindsAllElse(TestDatabase database) {
        DSLContext server = DSL.using(database.dataSource(), SQLDialect.POSTGRES);
        String ascii = database.name() + "_ascii";
        server.execute("CREATE DATABASE " + ascii + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
        dataSource.setDatabaseName(ascii);
        SchemaMigrator.over(dataSource).migrate();
        SoukDatabase souk = SoukDatabase.over(dataSource, FieldProtection.plaintext());
        souk.listings()
                .upsertAll(Stream.of("MÖBEL", "Möbel", "BIKES")
                        .map(LetterCaseTest::listing)
                        .toList());
        AlertCriteria furniture = AlertCriteria.builder().category("Möbel").build();

        assertThat(furniture.categories()).contains("MÖBEL".toLowerCase(Locale.ROOT));
        assertThat(found(souk, ListingQuery.builder().category("Möbel").build()))
                .containsExactly("Möbel");
        assertThat(found(souk, ListingQuery.builder().category("bikes").build()))
                .containsExactly("BIKES");
        assertThat(found(souk, ListingQuery.builder().text("möbel").build()))
                .containsExactlyInAnyOrder("MÖBEL", "Möbel");
        server.execute("DROP DATABASE " + ascii);
    }

    private static List<String> found(SoukDatabase souk, ListingQuery query) {
        return souk.listings().slice(query, null, 10).items().stream()
                .map(StoredListing::listing)
                .map(Listing::title)
                .toList();
    }

    private static Listing listing(String category) {
        return Listing.builder(new ListingKey(EBAY, category), category, URI.create("https://market.example/1"))
                .category(category)
                .build();
    }
}
