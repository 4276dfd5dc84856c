package dev.souk.scraper.selector;

import dev.souk.model.SourceId;
import dev.souk.model.listing.Listing;
import dev.souk.scraper.fetch.Page;
import dev.souk.scraper.fetch.PageRequest;
import dev.souk.scraper.source.ListingSource;
import dev.souk.scraper.source.ParsedPage;
import dev.souk.scraper.source.RawListing;
import dev.souk.scraper.source.Reading;
import dev.souk.scraper.source.SearchRequest;
import dev.souk.scraper.source.SourceCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A marketplace that a file describes, so that one can be added without Java. The file is YAML or JSON, names CSS
 * selectors or JSON pointers, and is checked as a whole when it is read; its JSON Schema is the resource {@code
 * dev/souk/scraper/selector/site-description.schema.json}, and every key is told of in {@code docs/describing-a-site.md}.
 * Unchanging and thread-safe.
 *
 * <pre>{@code
 * ListingSource market = SelectorSource.of("""
 *         format: 1
 *         source: little-market
 *         currency: EUR
 *         search:
 *           url: https://market.example/search?q={text}
 *         list:
 *           listings: article.card
 *           fields:
 *             id: {attr: data-id}
 *             url: {css: a, attr: href}
 *             title: h2
 *             price: .price
 *         """);
 * }</pre>
 */
public final class SelectorSource implements ListingSource {

    private final SiteDescription site;

    private SelectorSource(SiteDescription site) {
        this.site = site;
    }

    /**
     * A source as described.
     *
     * @param description YAML, or JSON if it begins with a brace
     * @throws SourceDescriptionException naming line and key of everything that is wrong with it
     */
    public static SelectorSource of(String description) {
        return new SelectorSource(DescriptionReader.read(description));
    }

    @Override
    public SourceId id() {
        return site.id();
    }

    @Override
    public SourceCapabilities capabilities() {
        return site.capabilities();
    }

    /** The search, if the site has one, and the pages that every run reads. */
    @Override
    public List<PageRequest> seeds(SearchRequest search) {
        List<PageRequest> seeds = new ArrayList<>();
        if (site.search() != null) {
            seeds.add(PageRequest.list(site.search().fill(search)));
        }
        seeds.addAll(site.start());
        return seeds;
    }

    @Override
    public boolean showsEverything(SearchRequest search) {
        return site.showsEverything();
    }

    @Override
    public Optional<PageRequest> itemPage(Listing listing) {
        return site.item() == null ? Optional.empty() : Optional.of(PageRequest.item(listing.url()));
    }

    @Override
    public ParsedPage parse(Page page) {
        SiteDescription.ItemPage item = site.item();
        return item != null && page.request().kind() == PageRequest.Kind.ITEM
                ? item(page, item)
                : list(page, site.list());
    }

    private static ParsedPage list(Page page, SiteDescription.ListPage list) {
        Piece whole = list.part().whole(page).orElse(null);
        return Reading.list(
                page,
                listings(page, whole, list.part(), list.fields()),
                whole == null ? List.of() : list.paging().next(page, whole),
                Evidence.first(list.empty(), page, whole).map(ParsedPage.Empty::new));
    }

    private static ParsedPage item(Page page, SiteDescription.ItemPage item) {
        Piece whole = item.part().whole(page).orElse(null);
        Optional<String> gone = Evidence.first(item.gone(), page, whole);
        if (gone.isPresent()) {
            return new ParsedPage.Gone(gone.get());
        }
        return Reading.item(
                page, listings(page, whole, item.part(), item.fields()).stream().findFirst());
    }

    private static List<RawListing> listings(Page page, @Nullable Piece whole, PagePart part, Fields fields) {
        if (whole == null) {
            return List.of();
        }
        return part.pieces(whole).stream()
                .flatMap(piece -> fields.read(piece, page).stream())
                .filter(listing -> listing.title() != null || listing.url() != null)
                .toList();
    }
}
