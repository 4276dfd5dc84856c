package dev.souk.scraper.normalize;

import dev.souk.model.listing.PriceKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from the words of a price how it is meant. In the languages of the marketplaces; silence tells nothing. */
final class PriceWords {

    private static final int LONGEST_TEXT = 100;

    /** Asked in this order. */
    private static final Map<PriceKind, Pattern> WORDS = words();

    private static final String NOT_DENIED =
            "(?<!(?<!\\p{L})(?:not|non|no|nicht|kein|keine|keinen|nie|pas|niet|geen|não|sem|sin|не|без)[ -])";

    private PriceWords() {}

    private static Map<PriceKind, Pattern> words() {
        Map<PriceKind, Pattern> words = new LinkedHashMap<>();
        words.put(
                PriceKind.ON_REQUEST,
                word(
                        "(?:price )?(?:on|upon) (?:request|application)|poa|(?:please )?(?:contact|call|ask)(?: me| us| seller)?"
                                + "(?: for (?:the )?price)?|(?:preis )?auf anfrage|(?:prix )?sur demande|(?:precio )?a consultar"
                                + "|consultar|zapytaj o cenę|prezzo su richiesta|su richiesta|(?:prijs )?op aanvraag|sob consulta"
                                + "|ціна за запитом"));
        words.put(
                PriceKind.EXCHANGE,
                word("swap(?: ?/ ?trade)?|trade|for trade|tausch|zu tauschen|zamienię|zamiana|échange|intercambio"
                        + "|scambio|ruilen|troca|обмін"));
        words.put(
                PriceKind.NEGOTIABLE,
                word(
                        "vb|vhb|verhandlungsbasis|verhandelbar|obo|o\\.b\\.o\\.?|ono|o\\.n\\.o\\.?|(?:or )?(?:best|nearest) offer"
                                + "|make an? offer|offers?|negotiable|neg\\.?|do negocjacji|à débattre|négociable|negociable"
                                + "|negociável|trattabil[ei]|bieden|договірна|торг"));
        words.put(
                PriceKind.FREE,
                word("free|for free|freebie|gratis|(?:zu )?verschenken|kostenlos|umsonst|gratuit|offert|gratuito|regalo"
                        + "|za darmo|oddam za darmo|grátis|безкоштовно|віддам"));
        words.put(
                PriceKind.AUCTION,
                word("(?:current |starting )?bids?|\\d+ (?:bids?|gebote?|enchères?|offerte|pujas?)"
                        + "|gebot|aktuelles gebot|startgebot|enchère"));
        words.put(
                PriceKind.RANGE,
                Pattern.compile(
                        "(?iU)(?:^|\\s)(?:from|starting at|ab|von|à partir de|dès|desde|od|da|a partire da|vanaf"
                                + "|від)\\s+\\D{0,4}\\d|\\d\\D{0,5}\\s(?:to|bis|à|a|do|tot|–|—|-)\\s\\D{0,5}\\d|\\d[–—-]\\d"));
        return words;
    }

    private static Pattern word(String words) {
        // Right behind the number too: 250ono. Behind a "not" they mean the opposite.
        return Pattern.compile("(?iU)(?<!\\p{L})" + NOT_DENIED + "(?:" + words + ")(?![\\p{L}\\p{N}])");
    }

    /**
     * How the price is meant; empty if its words do not say.
     *
     * @param costs whether there is an amount: then something else is free, such as the delivery
     */
    static Optional<PriceKind> kind(String text, boolean costs) {
        String cut = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        return WORDS.entrySet().stream()
                .filter(kind -> !(costs && kind.getKey() == PriceKind.FREE))
                .filter(kind -> kind.getValue().matcher(cut).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
