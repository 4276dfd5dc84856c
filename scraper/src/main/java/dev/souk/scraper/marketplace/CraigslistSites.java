package dev.souk.scraper.marketplace;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The currency of a site of Craigslist, by the name of its host. The pages themselves do not say it. Canada and Australia
 * have the sites below (the site's own list of areas, 2022); a name that is not on a list and whose prices are in dollars
 * is a site of the United States.
 */
final class CraigslistSites {

    private static final Set<String> CANADA = Set.of(
            "abbotsford",
            "barrie",
            "belleville",
            "brantford",
            "calgary",
            "cariboo",
            "chatham",
            "comoxvalley",
            "cornwall",
            "edmonton",
            "ftmcmurray",
            "guelph",
            "halifax",
            "hamilton",
            "hat",
            "kamloops",
            "kelowna",
            "kingston",
            "kitchener",
            "kootenays",
            "lethbridge",
            "londonon",
            "montreal",
            "nanaimo",
            "newbrunswick",
            "newfoundland",
            "niagara",
            "ottawa",
            "owensound",
            "pei",
            "peace",
            "peterborough",
            "princegeorge",
            "quebec",
            "reddeer",
            "regina",
            "saguenay",
            "sarnia",
            "saskatoon",
            "sherbrooke",
            "skeena",
            "soo",
            "sudbury",
            "sunshine",
            "territories",
            "thunderbay",
            "toronto",
            "troisrivieres",
            "vancouver",
            "victoria",
            "whistler",
            "whitehorse",
            "windsor",
            "winnipeg",
            "yellowknife");

    private static final Set<String> AUSTRALIA = Set.of(
            "adelaide",
            "brisbane",
            "cairns",
            "canberra",
            "darwin",
            "goldcoast",
            "melbourne",
            "newcastle",
            "ntl",
            "perth",
            "sydney",
            "tasmania",
            "hobart");

    private CraigslistSites() {}

    /** The ISO 4217 code that a bare dollar sign stands for at this address; null for an address of another site. */
    static @Nullable String currency(String address) {
        String host;
        try {
            host = URI.create(address).getHost();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
        if (host == null || !host.toLowerCase(Locale.ROOT).endsWith(".craigslist.org")) {
            return null;
        }
        String site = host.substring(0, host.indexOf('.')).toLowerCase(Locale.ROOT);
        if (CANADA.contains(site)) {
            return "CAD";
        }
        if (AUSTRALIA.contains(site)) {
            return "AUD";
        }
        // The newer addresses of listings are on www and tell no site.
        return site.equals("www") ? null : "USD";
    }
}
