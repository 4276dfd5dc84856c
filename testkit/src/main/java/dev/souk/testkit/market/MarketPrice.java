package dev.souk.testkit.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices as the pages hold them: the same amount in several forms, one of which misleads. */
final class MarketPrice {

    private static final Map<String, String> SIGNS =
            Map.of("USD", "$", "CAD", "CA$", "AUD", "A$", "EUR", "€", "GBP", "£", "MXN", "MX$");
    private static final BigDecimal CENTS = BigDecimal.valueOf(100);
    private static final BigDecimal RATE = new BigDecimal("0.707");

    private MarketPrice() {}

    /** In search results, which do not say the currency. */
    static ObjectNode inSearch(Money price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("formatted_amount", formatted(price))
                .put("amount_with_offset_in_currency", converted(price))
                .put("amount", plain(price));
    }

    /** On the page of an item. */
    static ObjectNode onItemPage(Money price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("formatted_amount_zeros_stripped", formatted(price))
                .put("amount_with_offset_in_currency", converted(price))
                .put("currency", price.currency())
                .put("amount", plain(price));
    }

    /** The price before, or JSON's null. */
    static JsonNode struckThrough(@Nullable Money price) {
        return price == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("formatted_amount", formatted(price))
                        .put("amount", plain(price));
    }

    private static String plain(Money price) {
        return price.amount()
                .setScale(Math.max(2, price.amount().scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private static String formatted(Money price) {
        String sign = SIGNS.getOrDefault(price.currency(), price.currency());
        boolean whole = price.amount().scale() == 0;
        return sign + (whole ? String.format(Locale.ROOT, "%,d", price.amount().toBigInteger()) : plain(price));
    }

    /** Cents for US dollars; for every other currency the site converts, and no rate is given. */
    private static String converted(Money price) {
        BigDecimal rate = price.currency().equals("USD") ? BigDecimal.ONE : RATE;
        return price.amount()
                .multiply(CENTS)
                .multiply(rate)
                .setScale(0, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
