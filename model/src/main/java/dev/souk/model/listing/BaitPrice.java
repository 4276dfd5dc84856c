package dev.souk.model.listing;

import dev.souk.model.Money;
import dev.souk.model.text.ListingText;
import dev.souk.model.text.Phrase;
import dev.souk.model.text.TextAnalyzer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells prices that are typed to be found, or because a form wants one, from prices that are meant. By amounts that can be
 * listed and by words of the title, so that a database can tell the same.
 */
public final class BaitPrice {

    /*
     * 0 where nobody says that it is given away, or somebody wants to trade; 1, and a cent; the keys of a keyboard in a row
     * (1234, 123456, 54321); one key held down (1111, 777777). 999, 9999 and 99999 are what things cost; 999999 is not
     * meant, unless the currency counts so. A bid may be anything.
     */

    /** A cent: what is above 0 and not above this is not meant. */
    public static final BigDecimal CENT = new BigDecimal("0.01");

    /** Further amounts that are not meant. */
    public static final Set<BigDecimal> AMOUNTS = amounts();

    /** Titles of what is to be exchanged for something else. */
    public static final Words TRADE = Words.of(
            "tausch", "for trade", "trade only", "swap", "zamienię", "zamiana", "échange", "scambio", "permuto");

    /** Titles of what is given away. */
    public static final Words GIVEN =
            Words.of("verschenk", "free", "gratis", "gratuit", "regalo", "za darmo", "oddam");

    private static final String KEYS = "1234567890";
    private static final String KEYS_BACK = "0987654321";
    private static final int MOST_DIGITS = 15;

    private BaitPrice() {}

    private static Set<BigDecimal> amounts() {
        Set<BigDecimal> amounts = new TreeSet<>();
        amounts.add(BigDecimal.ONE);
        for (int digits = 4; digits <= KEYS.length(); digits++) {
            amounts.add(new BigDecimal(KEYS.substring(0, digits)));
        }
        for (int from = 1; from < KEYS_BACK.length(); from++) {
            for (int to = from + 5; to <= KEYS_BACK.length(); to++) {
                amounts.add(new BigDecimal(KEYS_BACK.substring(from, to)));
            }
        }
        for (int key = 1; key <= 9; key++) {
            for (int digits = key == 9 ? 6 : 4; digits <= MOST_DIGITS; digits++) {
                amounts.add(new BigDecimal(String.valueOf(key).repeat(digits)));
            }
        }
        return Collections.unmodifiableSet(amounts);
    }

    static boolean is(Money price, String title, @Nullable PriceKind kind) {
        if (kind == PriceKind.AUCTION) {
            return false;
        }
        if (price.isFree()) {
            return TRADE.areIn(title) || (kind != PriceKind.FREE && !GIVEN.areIn(title));
        }
        return price.amount().compareTo(CENT) <= 0 || AMOUNTS.contains(price.amount());
    }

    /**
     * Words of which a title holds one.
     *
     * @param phrases analyzed as the title is
     * @param beginning with which a term of the title may begin instead
     */
    public record Words(List<Phrase> phrases, String beginning) {

        /** Copies the phrases. */
        public Words {
            phrases = List.copyOf(phrases);
        }

        private static Words of(String beginning, String... typed) {
            return new Words(
                    Arrays.stream(typed)
                            .map(entry -> Phrase.of(entry).orElseThrow().inTitle())
                            .toList(),
                    beginning);
        }

        boolean areIn(String title) {
            ListingText text = ListingText.of(title, null);
            return phrases.stream().anyMatch(text::contains)
                    || TextAnalyzer.terms(title).stream().anyMatch(term -> term.startsWith(beginning));
        }
    }
}
