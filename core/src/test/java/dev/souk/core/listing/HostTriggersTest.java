package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.SoukDatabase;
import dev.souk.core.protection.FieldProtection;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.ListingStatus;
import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host may have triggers of its own on the table of listings, which refuse some or leave them out. */
@ExtendWith(MigratedPostgres.class)
class HostTriggersTest {

    private ListingRepository listings;
    private DSLContext host;

    @BeforeEach
    void open(DataSource dataSource) {
        listings = SoukDatabase.over(dataSource, FieldProtection.plaintext()).listings();
        host = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    @Test
    void whatATriggerRaisesAnExceptionForIsRejectedAndTheOthersAreStored() {
        trigger("raise exception 'no weapons, %', new.title");

        UpsertResult result =
                listings.upsertAll(List.of(listing("1", "Lamp"), listing("2", "Sword"), listing("3", "Sofa")));

        assertThat(result.added()).extracting(added -> added.key().externalId()).containsExactly("1", "3");
        assertThat(result.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.key().externalId()).isEqualTo("2");
            assertThat(rejected.reason()).contains("no weapons").contains("P0001");
        });
    }

    @Test
    void whatATriggerLeavesOutIsRejectedAndTheOthersAreStored() {
        trigger("return null");

        UpsertResult result =
                listings.upsertAll(List.of(listing("1", "Lamp"), listing("2", "Sword"), listing("3", "Sofa")));

        assertThat(result.added()).extracting(added -> added.key().externalId()).containsExactly("1", "3");
        assertThat(result.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.key().externalId()).isEqualTo("2");
            assertThat(rejected.reason()).contains("trigger");
        });
    }

    private void trigger(String refusal) {
        host.execute("""
                create function public.refuse_swords() returns trigger language plpgsql as $$
                begin
                    if new.title like '%%Sword%%' then %s; end if;
                    return new;
                end $$""".formatted(refusal));
        host.execute("create trigger refuse_swords before insert or update on souk.listings for each row"
                + " execute function public.refuse_swords()");
    }

    private static Listing listing(String id, String title) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), id), title, URI.create("https://ebay.example/" + id))
                .status(ListingStatus.AVAILABLE)
                .build();
    }
}
