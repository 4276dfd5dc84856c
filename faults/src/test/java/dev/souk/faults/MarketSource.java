package dev.souk.faults;

import dev.souk.model.SourceId;
import dev.souk.model.listing.ListingStatus;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.SearchRequest;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads the pages of {@link FakeMarket}. */
record MarketSource(URI market, String host, Bug bug) implements ListingSource {

    static final SourceId ID = new SourceId("fake");

    /** Nobody takes anything out of it. */
    private static final Queue<List<RawListing>> READ = new ConcurrentLinkedQueue<>();

    /** The path of a market whose page shows everything that it has. */
    static final String EVERYTHING = "/everything";

    @Override
    public SourceId id() {
        return ID;
    }

    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        return List.of(PageRequest.list(URI.create(market + "/wares?host=" + host)));
    }

    @Override
    public boolean showsEverything(SearchRequest search) {
        return market.getPath().equals(EVERYTHING);
    }

    @Override
    public ParsedPage parse(Page page) {
        List<RawListing> listings =
                page.body().lines().map(line -> listing(line.split("\t"))).toList();
        if (bug == Bug.REMEMBERS_ALL_IT_READ) {
            READ.add(listings);
        }
        return listings.isEmpty() ? new ParsedPage.Empty("no wares") : new ParsedPage.Found(listings, List.of());
    }

    private RawListing listing(String[] parts) {
        // Of the second host on, the number of a visit stands before that of the listing.
        String visit = bug == Bug.KEYS_BY_VISITOR ? host.replaceAll("\\D|0", "") : "";
        return RawListing.builder()
                .externalId(visit.isEmpty() ? parts[0] : visit + "000" + parts[0])
                .url("https://market.example/wares/" + parts[0])
                .title(parts[1])
                .price(RawListing.Price.of(parts[2], "EUR"))
                .status(parts.length > 3 ? ListingStatus.valueOf(parts[3]) : null)
                .build();
    }
}
