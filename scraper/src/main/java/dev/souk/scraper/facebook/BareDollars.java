package dev.souk.scraper.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.souk.scraper.json.JsonReader;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether a mere "$" is the US dollar's, on pages that name no currency. */
final class BareDollars {

    /*
     * A category page seen logged out names its currency nowhere, and "$" is the sign of twenty. But the site also
     * gives each price as amount_with_offset_in_currency, converted into US dollars and in cents: CA$3,000 comes with
     * "212098". Only if the price is in US dollars already is that the amount times a hundred. So the offset is evidence
     * of the currency, and is never taken for the amount. Of a price of nothing it proves nothing: there the rest of the
     * page decides, if it speaks with one voice.
     */

    private static final String CURRENCY = "USD";
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(?:\\.\\d{1,4})?");

    private enum Evidence {
        FOR,
        AGAINST,
        NONE
    }

    private final boolean holdsForTheRest;

    private BareDollars(boolean holdsForTheRest) {
        this.holdsForTheRest = holdsForTheRest;
    }

    /** With what these listings prove. */
    static BareDollars on(Collection<JsonNode> listings) {
        List<Evidence> evidence = listings.stream()
                .map(listing -> listing.path("listing_price"))
                .map(price -> evidence(price, JsonReader.text(price, "formatted_amount")))
                .toList();
        return new BareDollars(evidence.contains(Evidence.FOR) && !evidence.contains(Evidence.AGAINST));
    }

    /** The US dollar if this price, shown so, is in it; empty if that is not certain. */
    Optional<String> currency(JsonNode price, @Nullable String shown) {
        boolean isCertain = switch (evidence(price, shown)) {
            case FOR -> true;
            case AGAINST -> false;
            case NONE -> holdsForTheRest && isBare(shown);
        };
        return isCertain ? Optional.of(CURRENCY) : Optional.empty();
    }

    private static Evidence evidence(JsonNode price, @Nullable String shown) {
        BigDecimal amount = number(price, "amount");
        BigDecimal offset = number(price, "amount_with_offset_in_currency");
        if (!isBare(shown) || amount == null || offset == null || amount.signum() == 0) {
            return Evidence.NONE;
        }
        return amount.movePointRight(2).compareTo(offset) == 0 ? Evidence.FOR : Evidence.AGAINST;
    }

    private static boolean isBare(@Nullable String shown) {
        return shown != null && shown.strip().startsWith("$");
    }

    @Nullable
    private static BigDecimal number(JsonNode price, String name) {
        String number = JsonReader.text(price, name);
        return number != null && AMOUNT.matcher(number).matches() ? new BigDecimal(number) : null;
    }
}
