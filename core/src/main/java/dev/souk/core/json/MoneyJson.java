package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import java.math.BigDecimal;
import java.util.Set;

/** A price as {@code {"amount": 649.5, "currency": "EUR"}}. */
final class MoneyJson {

    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";

    private MoneyJson() {}

    static Money read(Part part) {
        ObjectPart money = part.object().onlyKeys(Set.of(AMOUNT, CURRENCY));
        BigDecimal amount = money.require(AMOUNT).decimal();
        String currency = money.require(CURRENCY).string(3);
        return part.make(() -> new Money(amount, currency));
    }

    static void write(ObjectNode document, String key, Money money) {
        document.putObject(key).put(AMOUNT, money.amount()).put(CURRENCY, money.currency());
    }
}
