package dev.souk.core.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.souk.model.Money;
import dev.souk.model.alert.PriceRule;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fall of a price is told, as keys of the settings: {@code price_drop} and {@code target_price}. */
final class PriceRuleJson {

    private static final String DROP = "price_drop";
    private static final String PERCENT = "percent";
    private static final String AMOUNT = "amount";
    private static final String TARGET = "target_price";

    static final Set<String> KEYS = Set.of(DROP, TARGET);

    private PriceRuleJson() {}

    static PriceRule read(ObjectPart document) {
        PriceRule drop = document.find(DROP).map(PriceRuleJson::drop).orElse(PriceRule.ANY);
        return document.find(TARGET).map(MoneyJson::read).map(drop::withTarget).orElse(drop);
    }

    private static PriceRule drop(Part part) {
        ObjectPart drop = part.object().onlyKeys(Set.of(PERCENT, AMOUNT));
        @Nullable
        Integer percent = drop.find(PERCENT).map(PriceRuleJson::percent).orElse(null);
        @Nullable BigDecimal amount = drop.find(AMOUNT).map(Part::decimal).orElse(null);
        return part.make(() -> new PriceRule(percent, amount, null));
    }

    private static Integer percent(Part part) {
        long percent = part.whole();
        if (percent < 1 || percent > 100) {
            throw part.refuse("must be 1 to 100");
        }
        return (int) percent;
    }

    static void write(PriceRule rule, ObjectNode document) {
        Integer percent = rule.minPercent();
        BigDecimal amount = rule.minAmount();
        if (percent != null || amount != null) {
            ObjectNode drop = document.putObject(DROP);
            if (percent != null) {
                drop.put(PERCENT, percent);
            }
            if (amount != null) {
                drop.put(AMOUNT, amount);
            }
        }
        Money target = rule.target();
        if (target != null) {
            MoneyJson.write(document, TARGET, target);
        }
    }
}
