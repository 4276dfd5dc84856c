package dev.souk.scraper.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.Recorded;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.source.ParsedPage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What MANIFEST.md says about the recorded pages. */
class RecordedFacebookPagesTest {

    private final FacebookMarketplaceSource source =
            FacebookMarketplaceSource.builder().permissionGranted().build();

    @Test
    void readsASearchPageSeenLoggedIn() {
        List<Listing> listings = list("houston/search/?query=drone", "bopeng_search_result_1.html");

        assertThat(listings).hasSize(14);
        Listing first = listings.get(0);
        assertThat(first.key().externalId()).isEqualTo("628088039705732");
        assertThat(first.title()).isEqualTo("DJI Mavic Mini");
        assertThat(first.price()).isEqualTo(Money.of(200, "USD"));
        assertThat(first.previousPrice()).isEqualTo(Money.of(300, "USD"));
        assertThat(first.location()).isEqualTo("Houston, TX");
        assertThat(first.status()).isEqualTo(ListingStatus.AVAILABLE);
        assertThat(first.url()).hasToString("https://www.facebook.com/marketplace/item/628088039705732/");
        assertThat(first.images()).hasSize(1);
        assertThat(listings.get(13).key().externalId()).isEqualTo("483636244475045");
        assertThat(listings)
                .filteredOn(listing -> listing.key().externalId().equals("28472863785662576"))
                .singleElement()
                .satisfies(dron -> {
                    assertThat(dron.title()).isEqualTo("Dron");
                    assertThat(dron.location()).isNull();
                });
    }

    @Test
    void readsASearchPageSeenLoggedOutInTheCurrencyOfItsPlace() {
        List<Listing> listings = list("toronto/search/?query=gpu", "leo_search_toronto_2026-09-24.transcribed.html");

        assertThat(listings).hasSize(6);
        assertThat(listings.get(0).key().externalId()).isEqualTo("1807946430653887");
        assertThat(listings.get(0).price()).isEqualTo(Money.of(0, "CAD"));
        assertThat(listings.get(0).location()).isEqualTo("Grey Highlands, ON");
        assertThat(listings.get(0).listedAt()).isEqualTo(Instant.ofEpochSecond(1790261503));
        assertThat(listings.get(1).price()).isEqualTo(Money.of(3000, "CAD"));
    }

    @Test
    void readsTheItemAndNotTheOthersOnItsPage() {
        Listing item = item("977215177594648", "bopeng_regular_listing.html");

        assertThat(item.title()).isEqualTo("Smoke Detector");
        assertThat(item.price()).isEqualTo(Money.of(10, "USD"));
        assertThat(item.attributes()).containsEntry("condition", "new");
        assertThat(item.location()).isEqualTo("MS");
        assertThat(item.point()).isEqualTo(new GeoPoint(34.076843261719, -88.445434570312));
        assertThat(item.images()).hasSize(1);
        assertThat(item.images().get(0).width()).isEqualTo(720);
        assertThat(item.listedAt()).isEqualTo(Instant.ofEpochSecond(1736478689));
        assertThat(item.description()).isEqualTo("New in box 10$");
        assertThat(item.category()).isEqualTo("1670493229902393");
        assertThat(item.status()).isEqualTo(ListingStatus.AVAILABLE);
    }

    @Test
    void readsAVehicle() {
        Listing item = item("1368912131186930", "bopeng_auto_with_description_listing.html");

        assertThat(item.title()).isEqualTo("Volkswagen Tiguan 1.4 TSI Sport&Style");
        assertThat(item.price()).isEqualTo(Money.of(6695, "EUR"));
        assertThat(item.attributes()).containsEntry("condition", "used_good");
        assertThat(item.location()).isEqualTo("Bergen op Zoom, NB");
        assertThat(item.point()).isEqualTo(new GeoPoint(51.495666503906, 4.3011474609375));
        assertThat(item.listedAt()).isEqualTo(Instant.ofEpochSecond(1739416634));
        assertThat(item.images()).hasSize(10);
        assertThat(item.category()).isEqualTo("vehicles");
        assertThat(item.description()).startsWith("Volkswagen Tiguan\n1.4 TSI Sport&Style\n\nAlgemene gegevens");
    }

    @Test
    void readsAReducedItemSeenLoggedOut() {
        Listing item = item("1800446554437755", "2scraper_item_schwinn_2026-10-05.transcribed.html");

        assertThat(item.title()).isEqualTo("Schwinn Mountain Bike");
        assertThat(item.price()).isEqualTo(Money.of(110, "USD"));
        assertThat(item.attributes()).containsEntry("condition", "used_like_new");
        assertThat(item.location()).isEqualTo("Emerson, NJ");
        assertThat(item.listedAt()).isEqualTo(Instant.ofEpochSecond(1791156017));
        assertThat(item.category()).isEqualTo("Bicycles");
        assertThat(item.seller().name()).isNull();
        assertThat(item.images()).hasSize(1);
    }

    @Test
    void knowsAnEmptySearchThoughItSaysThatThereIsMore() {
        Page page = Recorded.list(
                "https://www.facebook.com/marketplace/toronto/search/?query=xyz",
                Recorded.text("facebook/leo_search_empty_2026-09-24.transcribed.html"));

        assertThat(source.parse(page)).isInstanceOf(ParsedPage.Empty.class);
    }

    @Test
    void knowsAnItemThatIsGone() {
        Page page = Recorded.item(
                "https://www.facebook.com/marketplace/item/1/",
                Recorded.text("facebook/2scraper_not_found_2026-10-06.transcribed.html"));

        assertThat(source.parse(page)).isInstanceOf(ParsedPage.Gone.class);
    }

    @Test
    void knowsTheWalls() {
        assertThat(wall("facebook_login_canonical.constructed.html")).isInstanceOf(ParsedPage.LoginWall.class);
        assertThat(wall("facebook_graphql_rate_limited.constructed.json")).isInstanceOf(ParsedPage.RateLimited.class);
        assertThat(wall("cloudflare_just_a_moment.quoted.html")).isInstanceOf(ParsedPage.Captcha.class);
        assertThat(wall("datadome_shell.constructed.html")).isInstanceOf(ParsedPage.Captcha.class);
        assertThat(wall("vinted_404_moved.quoted.json")).isInstanceOf(ParsedPage.LayoutChanged.class);
    }

    private ParsedPage wall(String file) {
        String url = "https://www.facebook.com/marketplace/nyc/search/?query=x";
        return source.parse(Recorded.list(url, Recorded.text("walls/" + file)));
    }

    private List<Listing> list(String path, String file) {
        String url = "https://www.facebook.com/marketplace/" + path;
        Page page = Recorded.list(url, Recorded.text("facebook/" + file));
        return source.parse(page).listings().stream()
                .map(raw -> Recorded.clean(page, raw))
                .toList();
    }

    private Listing item(String id, String file) {
        String url = "https://www.facebook.com/marketplace/item/" + id + "/";
        Page page = Recorded.item(url, Recorded.text("facebook/" + file));
        ParsedPage parsed = source.parse(page);
        assertThat(parsed.listings()).as(parsed.evidence()).hasSize(1);
        return Recorded.clean(page, parsed.listings().get(0));
    }
}
