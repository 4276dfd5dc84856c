package dev.souk.scraper.marketplace;

import dev.souk.scraper.fetch.Fetcher;
import dev.souk.scraper.source.ListingSource;
import java.net.URI;
import java.time.Clock;
import java.util.Set;

/**
 * The marketplaces that Souk can read. Each source holds no state and is safe for several threads; its name in the
 * database is that of the method, with the country or domain after it where there are several.
 *
 * <pre>{@code
 * ListingSource kleinanzeigen = Marketplaces.kleinanzeigen();
 * kleinanzeigen.seeds(SearchRequest.builder().text("brompton").location("berlin/3331").newestFirst().build());
 * }</pre>
 *
 * <p>Sites have terms. That a page can be read does not say that it may be collected by a program: ask the site, and see
 * what its robots.txt allows, which the fetcher obeys.
 */
public final class Marketplaces {

    private static final URI EBAY_API = URI.create("https://api.ebay.com");

    private static final Set<String> OLX = Set.of("pl", "ua", "pt", "ro", "bg", "kz");
    private static final Set<String> EBAY =
            Set.of("com", "co.uk", "de", "fr", "it", "es", "ca", "com.au", "ie", "nl", "at", "ch", "pl", "be");
    private static final Set<String> VINTED = Set.of(
            "com", "fr", "de", "it", "es", "pl", "co.uk", "nl", "be", "at", "lt", "cz", "pt", "se", "sk", "lu", "hu",
            "ro", "gr", "hr", "fi", "dk");

    private Marketplaces() {}

    /**
     * Craigslist: searches as the static page, as a browser shows them and as before 2023, answers of its search service,
     * listings. A search must name the site as its place.
     */
    public static ListingSource craigslist() {
        return new CraigslistSource();
    }

    /**
     * eBay: searches and listings, as pages.
     *
     * @param domain the end of the site's name, such as {@code co.uk}
     * @throws IllegalArgumentException if eBay has no such site
     */
    public static ListingSource ebay(String domain) {
        return new EbaySource(known("eBay", EBAY, domain));
    }

    /**
     * eBay by its Browse API. Its requests want an application's token, which {@link #ebayFetcher} adds. The listings have
     * the source, ids and addresses of {@link #ebay}.
     *
     * @param marketplace as eBay names it, such as {@code EBAY_GB}
     * @throws IllegalArgumentException if eBay has no such marketplace
     */
    public static ListingSource ebayApi(String marketplace) {
        return new EbayApiSource(EBAY_API.toString(), marketplace);
    }

    /**
     * A fetcher that adds an application's token to requests to eBay's API, and gets one by client credentials when there
     * is none or it is about to expire. Other requests go on as they are.
     *
     * <pre>{@code
     * Fetcher fetcher = Marketplaces.ebayFetcher(HttpFetcher.builder(contact).build(), clock, credentials);
     * }</pre>
     *
     * @param fetcher does the fetching, also of the token
     * @param clock tells when a token has expired
     */
    public static Fetcher ebayFetcher(Fetcher fetcher, Clock clock, EbayCredentials credentials) {
        return new EbayLogin(fetcher, clock, credentials, EBAY_API);
    }

    /** Gumtree in the United Kingdom: searches. */
    public static ListingSource gumtree() {
        return new GumtreeSource();
    }

    /** Kijiji, Canada: searches and listings. */
    public static ListingSource kijiji() {
        return new KijijiSource();
    }

    /** Kleinanzeigen, Germany: searches and listings. */
    public static ListingSource kleinanzeigen() {
        return new KleinanzeigenSource();
    }

    /**
     * OLX: in Europe and Central Asia searches and listings, as pages or by its service; in Brazil, whose site is another,
     * searches and listings as pages.
     *
     * @param country {@code pl}, {@code ua}, {@code pt}, {@code ro}, {@code bg}, {@code kz} or {@code br}
     * @throws IllegalArgumentException if it is another
     */
    public static ListingSource olx(String country) {
        return country.equals("br") ? new OlxBrasilSource() : new OlxSource(known("OLX", OLX, country));
    }

    /**
     * Vinted: answers of its catalogue service, which wants a session. It knows neither refurbished things nor such that are
     * for parts: a search for nothing else is refused.
     *
     * @param country the end of the site's name, such as {@code fr}
     * @throws IllegalArgumentException if Vinted has no such site
     */
    public static ListingSource vinted(String country) {
        return vinted(country, VintedSource.catalogue(known("Vinted", VINTED, country)));
    }

    /**
     * Vinted where its catalogue service has moved, as it did in 2026; {@link #vinted(String)} then says {@code code 104}.
     *
     * @param country the end of the site's name, such as {@code fr}
     * @param catalogue the address of the service without a query, such as {@code
     *     https://www.vinted.fr/web/gateway/svc-catalogue/items}
     * @throws IllegalArgumentException if Vinted has no such site, or that is no such address
     */
    public static ListingSource vinted(String country, URI catalogue) {
        if (catalogue.getHost() == null || catalogue.getRawQuery() != null || catalogue.getRawFragment() != null) {
            throw new IllegalArgumentException("not the address of a service, without a query: " + catalogue);
        }
        return new VintedSource(known("Vinted", VINTED, country), catalogue);
    }

    /** Wallapop: answers of its search service. */
    public static ListingSource wallapop() {
        return new WallapopSource();
    }

    private static String known(String site, Set<String> countries, String country) {
        if (!countries.contains(country)) {
            throw new IllegalArgumentException("%s has no site for '%s'".formatted(site, country));
        }
        return country;
    }
}
