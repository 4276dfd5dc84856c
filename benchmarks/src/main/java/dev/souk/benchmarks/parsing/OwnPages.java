package dev.souk.benchmarks.parsing;

import dev.souk.model.SourceId;
import dev.souk.scraper.feed.FeedSource;
import dev.souk.scraper.marketplace.Marketplaces;
import dev.souk.scraper.selector.SelectorSource;
import java.net.URI;
import java.util.List;

/** Small pages, written here, of sources of which nothing is recorded. */
final class OwnPages {

    private OwnPages() {}

    static List<SourcePages> all() {
        return List.of(ebayApi(), olxBrasil(), wallapop(), selectors(), feed());
    }

    private static SourcePages ebayApi() {
        return new SourcePages(
                "eBay API",
                Marketplaces.ebayApi("EBAY_GB"),
                List.of(RecordedPages.list("https://api.ebay.com/buy/browse/v1/item_summary/search?q=bike", """
                        {"total": 2, "itemSummaries": [
                          {"itemId": "v1|298486907591|0", "title": "Bike", "price": {"value": "181.20", "currency": "GBP"},
                           "condition": "Used", "buyingOptions": ["FIXED_PRICE", "BEST_OFFER"],
                           "itemLocation": {"city": "Leeds", "country": "GB"}, "seller": {"username": "someone"},
                           "image": {"imageUrl": "https://i.ebayimg.com/1.jpg"}, "shippingOptions": [{}]},
                          {"itemId": "v1|2|0", "title": "Bell", "currentBidPrice": {"value": "5.00", "currency": "GBP"},
                           "buyingOptions": ["AUCTION"], "bidCount": 3}]}""")));
    }

    private static SourcePages olxBrasil() {
        return new SourcePages(
                "OLX Brasil",
                Marketplaces.olx("br"),
                List.of(RecordedPages.list("https://www.olx.com.br/brasil?q=bike", """
                        <script id="__NEXT_DATA__" type="application/json">{"props": {"pageProps": {"ads": [
                          {"listId": 1203456789, "subject": "Bicicleta", "price": "R$ 1.200", "url":
                           "https://sp.olx.com.br/x/bicicleta-1203456789", "location": "São Paulo - SP", "date": 1763990000,
                           "images": [{"original": "https://img.olx.com.br/1.jpg"}]}]}}}</script>""")));
    }

    private static SourcePages wallapop() {
        return new SourcePages(
                "Wallapop",
                Marketplaces.wallapop(),
                List.of(RecordedPages.list("https://api.wallapop.com/api/v3/search?keywords=bici", """
                        {"data": {"section": {"payload": {"items": [
                          {"id": "abc1", "title": "Bici", "web_slug": "bici-abc1", "price": {"amount": 50, "currency": "EUR"},
                           "location": {"city": "Sevilla", "latitude": 37.4, "longitude": -5.9}},
                          {"id": "abc2", "title": "Casco", "web_slug": "casco-abc2",
                           "price": {"amount": 5, "currency": "EUR"}}]}}}}""")));
    }

    private static SourcePages selectors() {
        return new SourcePages(
                "selectors", SelectorSource.of("""
                format: 1
                source: little
                currency: EUR
                start: https://little.example/
                list:
                  listings: li
                  fields: {id: {attr: id}, url: {css: a, attr: href}, title: a, price: b}
                  images: {css: img, attr: src}
                  next: {css: a.next, attr: href}
                """), List.of(RecordedPages.list("https://little.example/", """
                <ul><li id=1><a href=/1>Lamp</a> <b>5 €</b><img src=/1.jpg></li><li id=2><a href=/2>Sofa</a></li></ul>
                <a class=next href=?page=2>more</a>""")));
    }

    private static SourcePages feed() {
        return new SourcePages(
                "feed",
                FeedSource.builder(new SourceId("club"))
                        .feed(URI.create("https://club.example/feed"))
                        .defaultCurrency("EUR")
                        .build(),
                List.of(RecordedPages.list("https://club.example/feed", """
                        <rss version="2.0"><channel><title>Club</title><link>https://club.example</link>
                        <description>d</description>
                        <item><guid>https://club.example/1</guid><link>https://club.example/1</link><title>Lamp 5 €</title></item>
                        <item><guid>https://club.example/2</guid><link>https://club.example/2</link><title>Sofa</title></item>
                        </channel></rss>""")));
    }
}
