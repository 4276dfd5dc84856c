package dev.souk.scraper.shown;

import dev.souk.model.listing.ListingStatus;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Whether a thing can be had, from the words near its title and the button to buy. */
final class ShownStock {

    private static final Pattern NONE = Pattern.compile(
            "(?iU)out of stock|sold out|currently (?:unavailable|out)|not (?:currently )?available|no longer available"
                    + "|temporarily unavailable|ausverkauft|(?:derzeit|zurzeit|momentan)? ?nicht (?:verfügbar|lieferbar|auf lager)|vergriffen"
                    + "|épuisé|rupture de stock|(?:actuellement )?indisponible|agotado|no disponible|sin stock|esaurito|non disponibile"
                    + "|niedostępn|brak (?:w magazynie|towaru)|wyprzedan|esgotado|indisponível|uitverkocht|niet (?:op voorraad|leverbaar)"
                    + "|vyprodáno|vypredané|nedostupn|není skladem|ni na zalogi|rasprodano|nije dostupn|stoc epuizat|slutsåld|udsolgt"
                    + "|utsolgt|loppu|нет в наличии|немає в наявності|售完|缺貨|已售罄|在庫切れ|売り切れ|품절|매진|אזל|نفد");

    private static final int LONGEST = 120;
    private static final int NEAR = 1_500;

    private ShownStock() {}

    /** Sold out if the page says so where it matters; to be had if there is a price, or a button to buy; else unknown. */
    static Optional<ListingStatus> find(PageMap map, int title, List<Integer> buttons, boolean isPriced) {
        boolean saysNone = map.texts().stream()
                .filter(text -> text.text().length() <= LONGEST)
                .filter(text -> NONE.matcher(text.text()).find())
                .anyMatch(text -> isNear(text, map, title));
        if (saysNone && buttons.isEmpty()) {
            return Optional.of(ListingStatus.SOLD);
        }
        return isPriced || !buttons.isEmpty() ? Optional.of(ListingStatus.AVAILABLE) : Optional.empty();
    }

    private static boolean isNear(TextNode text, PageMap map, int title) {
        Element parent = text.parent();
        return parent != null
                && !map.isElsewhere(parent)
                && map.place(parent)
                        .filter(at -> at >= title && at - title < NEAR)
                        .isPresent();
    }
}
