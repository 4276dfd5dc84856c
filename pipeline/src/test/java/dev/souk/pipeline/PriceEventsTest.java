package dev.souk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.Money;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AlertEvent;
import dev.souk.model.alert.NotificationSettings;
import dev.souk.model.alert.PriceRule;
import dev.souk.model.listing.ListingStatus;
import dev.souk.testkit.SoukPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to a listing after it was matched, and what of it is told. */
@ExtendWith(SoukPostgres.class)
class PriceEventsTest {

    private static final NotificationSettings ALL = NotificationSettings.DEFAULT.withEvents(AlertEvent.values());

    private House house;
    private SoukPipeline souk;
    private Bikes bikes;

    @BeforeEach
    void open(DataSource dataSource) {
        house = new House(dataSource);
        souk = house.pipeline().build();
        bikes = new Bikes(house, souk, dataSource);
    }

    @AfterEach
    void close() {
        souk.close();
        house.close();
    }

    @Test
    void aPriceThatSwingsRingsOnce() {
        bikes.alert("Bikes", ALL);
        bikes.seen(1, 650);
        for (int swing = 0; swing < 5; swing++) {
            bikes.seen(1, 550);
            bikes.seen(1, 650);
        }

        assertThat(bikes.sent())
                .containsExactly("Brompton 1, 650 EUR: matches 'Bikes'", "Now 550 EUR instead of 650 EUR: Brompton 1");

        bikes.seen(1, 540);
        assertThat(bikes.sent()).containsExactly("Now 540 EUR instead of 550 EUR: Brompton 1");
    }

    @Test
    void smallFallsAddUpToOneThatIsWorthIt() {
        bikes.alert("Bikes", ALL.withPrices(PriceRule.byPercent(10)));
        for (int price = 1_000; price >= 900; price -= 20) {
            bikes.seen(1, price);
        }

        assertThat(bikes.sent())
                .containsExactly(
                        "Brompton 1, 1,000 EUR: matches 'Bikes'", "Now 900 EUR instead of 1,000 EUR: Brompton 1");
    }

    @Test
    void aFallByAnAmountIsToldWhereTheAmountIsReached() {
        bikes.alert("Bikes", ALL.withPrices(PriceRule.byAmount(BigDecimal.valueOf(50))));
        bikes.seen(1, 650);
        bikes.seen(1, 601);
        bikes.seen(1, 600);

        assertThat(bikes.sent()).hasSize(2).last().asString().startsWith("Now 600 EUR instead of 650 EUR");
    }

    @Test
    void theTargetRingsOnceAndAgainOnlyAfterTheListingWasAway() {
        bikes.alert("Bikes", ALL.withPrices(PriceRule.byPercent(50).withTarget(Money.of(500, "EUR"))));
        bikes.seen(1, 650);
        bikes.seen(1, 500);
        bikes.seen(1, 600);
        bikes.seen(1, 490);
        assertThat(bikes.sent()).hasSize(2).last().isEqualTo("Your price: Brompton 1, 500 EUR");

        bikes.seen(1, 490, ListingStatus.SOLD);
        bikes.seen(1, 700);
        bikes.seen(1, 495);
        assertThat(bikes.sent())
                .containsExactly(
                        "Sold: Brompton 1", "Back again: Brompton 1, 700 EUR", "Your price: Brompton 1, 495 EUR");
    }

    @Test
    void whoOnlyWaitsForAPriceHearsOfAListingThatIsThereAtIt() {
        bikes.alert(
                "Bikes",
                NotificationSettings.DEFAULT
                        .withEvents(AlertEvent.TARGET_PRICE)
                        .withPrices(PriceRule.ANY.withTarget(Money.of(500, "EUR"))));
        bikes.seen(1, 650);
        bikes.seen(2, 450);

        assertThat(bikes.sent()).containsExactly("Your price: Brompton 2, 450 EUR");
    }

    @Test
    void aListingThatMatchedWhileItWasFreshIsFollowedWhenItIsOld() {
        AlertCriteria fresh = AlertCriteria.builder()
                .allOf("brompton")
                .listedWithin(Duration.ofDays(1))
                .build();
        bikes.alert("Fresh bikes", fresh, ALL);
        bikes.seenListed(1, 650, Duration.ofHours(2));
        bikes.seenListed(2, 650, Duration.ofDays(3));

        bikes.seenListed(1, 325, Duration.ofDays(3));
        bikes.seenListed(2, 325, Duration.ofDays(3));

        assertThat(bikes.sent())
                .containsExactly(
                        "Brompton 1, 650 EUR: matches 'Fresh bikes'", "Now 325 EUR instead of 650 EUR: Brompton 1");
        assertThat(bikes.count("alert_matches")).isEqualTo(1);
    }

    @Test
    void anAlertHearsOnlyOfWhatItChose() {
        bikes.alert("Bikes", NotificationSettings.DEFAULT.withEvents(AlertEvent.REMOVED));
        bikes.seen(1, 650);
        bikes.seen(1, 550);
        bikes.seen(1, 550, ListingStatus.SOLD);
        bikes.seen(1, 550);
        bikes.seen(1, 550, ListingStatus.REMOVED);

        assertThat(bikes.sent()).containsExactly("No longer listed: Brompton 1");
    }

    /** Against the obvious answer: each new low is told, nothing else. */
    @Test
    void aRandomWalkOfThePriceIsToldAtEachNewLowAndNowhereElse() {
        long seed = 3;
        int steps = Nightly.times("prices", 100, 10_000);
        Random random = new Random(seed);
        bikes.alert("Bikes", ALL);
        TreeSet<Integer> lows = new TreeSet<>();
        // High enough for new lows until the end.
        int price = 5 * steps;
        bikes.seen(1, price);
        lows.add(price);
        for (int step = 0; step < steps; step++) {
            price = Math.max(10, price + random.nextInt(101) - 50);
            bikes.seen(1, price);
            if (price < lows.first()) {
                lows.add(price);
            }
        }

        assertThat(bikes.sent()).as("seed %d, %d steps", seed, steps).hasSize(lows.size());
    }
}
