package dev.souk.examples.quickstart;

import dev.souk.model.Money;
import dev.souk.testkit.market.LocalMarket;
import dev.souk.testkit.market.MarketCategory;
import dev.souk.testkit.market.MarketItem;

/** What is for sale, and what happens between two visits. */
final class HoustonMarket {

    private final LocalMarket market;

    HoustonMarket(LocalMarket market) {
        this.market = market;
    }

    void open() {
        market.put(item("101", "Brompton M6L folding bike", 780, MarketCategory.BICYCLES)
                .in("Houston", "TX")
                .at(29.7499, -95.3584)
                .description("Racing green, serviced in spring, with front bag.")
                .photos(3));
        market.put(item("102", "Brompton S2L, superlight", 750, MarketCategory.BICYCLES)
                .in("Austin", "TX")
                .at(30.2672, -97.7431)
                .description("Too far away for Ada.")
                .photos(2));
        market.put(item("103", "Brompton P Line, like new", 2100, MarketCategory.BICYCLES)
                .in("Houston", "TX")
                .at(29.7372, -95.4020)
                .description("Too dear for Ada.")
                .photos(2));
        market.put(item("201", "Fender Stratocaster guitar", 600, MarketCategory.INSTRUMENTS)
                .in("Pasadena", "TX")
                .at(29.6911, -95.2091)
                .description("Sunburst, 2016, with case.")
                .photos(2));
        market.put(item("202", "Classical guitar for beginners", 80, MarketCategory.INSTRUMENTS)
                .in("Houston", "TX")
                .at(29.8000, -95.4000)
                .photos(1));
        market.put(item("301", "Three-seat sofa, grey fabric", 240, MarketCategory.FURNITURE)
                .in("Sugar Land", "TX")
                .at(29.6197, -95.6349)
                .description("Comfortable and clean. Pick-up only.")
                .photos(2));
        market.put(item("302", "Chesterfield sofa", 900, MarketCategory.FURNITURE)
                .in("Houston", "TX")
                .at(29.7700, -95.3900)
                .description("Real leather, so Ben hears nothing of it; the word stands on the item page alone.")
                .photos(1));
    }

    void change() {
        market.put(item("104", "Brompton C Line Explore", 690, MarketCategory.BICYCLES)
                .in("Bellaire", "TX")
                .at(29.7058, -95.4588)
                .description("Six gears, bought last year.")
                .photos(3));
        market.reprice("201", 510);
        market.sell("301");
    }

    private static MarketItem item(String id, String title, long dollars, MarketCategory category) {
        return MarketItem.of(id, title, Money.of(dollars, "USD")).category(category);
    }
}
