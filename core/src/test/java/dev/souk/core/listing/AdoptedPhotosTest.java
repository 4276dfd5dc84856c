package dev.souk.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.core.MigratedPostgres;
import dev.souk.core.transaction.DataSourceTransactions;
import dev.souk.core.transaction.Transactions;
import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingKey;
import dev.souk.model.listing.StoredListing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The original system kept any text for the address of an image. What is no address is no photo, to a search neither. */
@ExtendWith(MigratedPostgres.class)
class AdoptedPhotosTest {

    private static final List<String> ADDRESSES = List.of(
            "",
            " ",
            "photo.jpg",
            "/photos/1.jpg",
            "//cdn.example/1.jpg",
            "data:image/png;base64,AAAA",
            "ftp://cdn.example/1.jpg",
            "http:///1.jpg",
            "https://",
            "https://cdn.example",
            "HTTPS://CDN.example:443/1.jpg?w=1&h=[2]#top",
            "https://cdn.example/größe 1.jpg",
            "https://cdn.example/größe.jpg",
            "https://cdn.example/1%2.jpg",
            "https://cdn.example/1%20.jpg",
            "https://cdn_1.example/1.jpg",
            "https://user:word@cdn.example:/1.jpg",
            "https://a@b@cdn.example/1.jpg",
            "https://cdn.example./1.jpg",
            "https://-cdn.example/1.jpg",
            "https://cdn-.example/1.jpg",
            "https://1cdn/1.jpg",
            "https://cdn.1example/1.jpg",
            "https://127.0.0.1:8080/1.jpg",
            "https://127.0.0.256/1.jpg",
            "https://127.0.1/1.jpg",
            "https://[::1]/1.jpg",
            "https://cdn.example/1.jpg#a#b",
            "https://cdn.example/[1].jpg",
            "https://cdn.example:80a/1.jpg",
            "https://bücher.example/1.jpg",
            "https://cdn.example/1\u00A0.jpg",
            "https://cdn.example/1\u2028.jpg",
            "https://cdn.example/😀.jpg",
            "https://cdn.example/1.jpg\n",
            "https://cdn.example/" + "x".repeat(3_980),
            "https://cdn.example/" + "x".repeat(3_981));

    /** What is spoilt by chance: the others are the two long ones, and of IPv6 the pattern takes more than there is. */
    private static final List<String> SHORT = ADDRESSES.stream()
            .filter(address -> address.length() < 100 && !address.contains("[::"))
            .toList();

    private static final String PIECES =
            "h t T p s : / / . . - _ @ ? # % 2 0 F [ ] a Z 1 9 ~ ! * ' ( ) ; & = + $ , < > ^ ` { | } \\ \" é 中 \u00A0 \u2009 \u0085 \u00AD";

    private DSLContext sql;
    private ListingRepository listings;

    @BeforeEach
    void open(DataSource dataSource) {
        sql = DSL.using(dataSource, SQLDialect.POSTGRES);
        listings = new ListingRepository(Transactions.by(DataSourceTransactions.over(dataSource), "souk"));
    }

    @Test
    void areCountedWhereTheyHaveAnAddress() {
        listings.upsertAll(List.of(listing(0)));
        addImages(List.of("https://cdn.example/1.jpg", "photo.jpg", "https://cdn.example/2.jpg"));

        assertThat(found(1)).hasSize(1);
        assertThat(found(2)).hasSize(1);
        assertThat(found(3)).isEmpty();
        assertThat(found(1).get(0).listing().images()).hasSize(2);
    }

    /** One address for each listing, of which the search and the reading of the row have to think the same. */
    @Test
    void haveAnAddressToASearchWhereTheyHaveOneToAReader() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> addresses = new ArrayList<>(ADDRESSES);
        while (addresses.size() < 1_000) {
            addresses.add(spoilt(SHORT.get(random.nextInt(SHORT.size())), random));
        }
        listings.upsertAll(IntStream.range(0, addresses.size())
                .mapToObj(AdoptedPhotosTest::listing)
                .toList());
        sql.execute(
                "insert into souk.images (listing_id, position, url) select listing.id, 0, given.url"
                        + " from unnest(?::text[]) with ordinality as given (url, place)"
                        + " join souk.listings as listing on listing.external_id = (given.place - 1)::text",
                (Object) addresses.toArray(String[]::new));

        List<String> read = addresses(
                listings.search(ListingQuery.builder().build(), 0, 1_000).items().stream()
                        .filter(stored -> !stored.listing().images().isEmpty())
                        .toList(),
                addresses);

        assertThat(addresses(found(1), addresses)).as("seed %d", seed).isEqualTo(read);
        assertThat(read).hasSizeBetween(100, 900);
    }

    private static List<String> addresses(List<StoredListing> found, List<String> all) {
        return found.stream()
                .map(stored -> Integer.valueOf(stored.listing().key().externalId()))
                .sorted()
                .map(all::get)
                .toList();
    }

    /** With one or two characters put in, put elsewhere, or left out. */
    private static String spoilt(String address, Random random) {
        StringBuilder spoilt = new StringBuilder(address);
        String[] pieces = PIECES.split(" ");
        for (int i = random.nextInt(2); i >= 0; i--) {
            int at = random.nextInt(spoilt.length() + 1);
            if (at < spoilt.length() && random.nextBoolean()) {
                spoilt.deleteCharAt(at);
            }
            if (random.nextInt(3) > 0) {
                spoilt.insert(at, pieces[random.nextInt(pieces.length)]);
            }
        }
        // Half of a character cannot be stored.
        return new String(spoilt.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private List<StoredListing> found(int photos) {
        return listings.search(ListingQuery.builder().minPhotos(photos).build(), 0, 1_000)
                .items();
    }

    private void addImages(List<String> addresses) {
        for (int i = 0; i < addresses.size(); i++) {
            sql.execute(
                    "insert into souk.images (listing_id, position, url) select id, ?, ? from souk.listings",
                    i,
                    addresses.get(i));
        }
    }

    private static Listing listing(int number) {
        return Listing.builder(
                        new ListingKey(new SourceId("ebay"), "" + number),
                        "Bike",
                        URI.create("https://ebay.example/" + number))
                .build();
    }
}
