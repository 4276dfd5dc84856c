package dev.souk.core.json;

import static dev.souk.core.json.AlertCriteriaJson.UNKNOWN;
import static dev.souk.core.json.AlertCriteriaJson.orNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.alert.PriceDrop;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.alert.PriceRange.Unknown;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What criteria demand of prices. */
final class PriceJson {

    private static final String CURRENCY = "currency";
    private static final String PERCENT = "minPercent";
    private static final String AMOUNT = "minAmount";
    private static final String TARGET = "target";

    private PriceJson() {}

    static PriceRange range(Part part) {
        ObjectPart price = part.object().onlyKeys(Set.of("min", "max", CURRENCY, UNKNOWN));
        String currency = currency(price);
        BigDecimal min =
                orNull(price.find("min").map(bound -> amount(bound, currency).amount()));
        BigDecimal max =
                orNull(price.find("max").map(bound -> amount(bound, currency).amount()));
        Unknown unknown = price.find(UNKNOWN).map(PriceJson::unknown).orElse(Unknown.REJECT);
        return part.make(() -> new PriceRange(min, max, currency, unknown));
    }

    private static Unknown unknown(Part part) {
        String word = part.string(AlertCriteriaJson.LONGEST_POLICY);
        return Arrays.stream(Unknown.values())
                .filter(unknown -> word(unknown).equals(word))
                .findFirst()
                .orElseThrow(() -> part.refuse("must be accept, reject or fetch, is '" + word + "'"));
    }

    private static String word(Unknown unknown) {
        return unknown.name().toLowerCase(Locale.ROOT);
    }

    private static Money amount(Part bound, String currency) {
        BigDecimal amount = bound.decimal();
        return bound.make(() -> new Money(amount, currency));
    }

    static PriceDrop drop(Part part) {
        ObjectPart drop = part.object().onlyKeys(Set.of(PERCENT, AMOUNT, TARGET, CURRENCY));
        Optional<Part> amount = drop.find(AMOUNT);
        Optional<Part> target = drop.find(TARGET);
        int percent = drop.find(PERCENT).map(PriceJson::percent).orElse(0);
        if (amount.isEmpty() && target.isEmpty()) {
            if (percent == 0 || drop.find(CURRENCY).isPresent()) {
                drop.require(AMOUNT);
            }
            return new PriceDrop(percent);
        }
        String currency = currency(drop);
        @Nullable Money most = orNull(target.map(price -> amount(price, currency)));
        if (amount.isEmpty()) {
            return new PriceDrop(percent, null, most);
        }
        Money least = amount(amount.get(), currency);
        return amount.get().make(() -> new PriceDrop(percent, least, most));
    }

    private static int percent(Part part) {
        long percent = part.whole();
        return part.make(() -> new PriceDrop((int) Math.max(-1, Math.min(percent, 101))))
                .minPercent();
    }

    private static String currency(ObjectPart part) {
        Part code = part.require(CURRENCY);
        String currency = code.string(3);
        code.make(() -> new Money(BigDecimal.ZERO, currency));
        return currency;
    }

    static void write(PriceRange price, ObjectNode node) {
        if (price.min() != null) {
            node.put("min", price.min());
        }
        if (price.max() != null) {
            node.put("max", price.max());
        }
        node.put(CURRENCY, price.currency());
        if (price.unknown() != Unknown.REJECT) {
            node.put(UNKNOWN, word(price.unknown()));
        }
    }

    static void write(PriceDrop drop, ObjectNode node) {
        if (drop.minPercent() > 0) {
            node.put(PERCENT, drop.minPercent());
        }
        put(node, AMOUNT, drop.minAmount());
        put(node, TARGET, drop.target());
    }

    private static void put(ObjectNode node, String key, @Nullable Money amount) {
        if (amount != null) {
            node.put(key, amount.amount()).put(CURRENCY, amount.currency());
        }
    }
}
