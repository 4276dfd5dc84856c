package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.souk.model.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceRuleTest {

    private static Money euros(long amount) {
        return Money.of(amount, "EUR");
    }

    @Test
    void withoutAMeasureAnyFallWillDo() {
        assertThat(PriceRule.ANY.isDrop(euros(99), euros(100))).isTrue();
        assertThat(PriceRule.ANY.isDrop(euros(100), euros(100))).isFalse();
        assertThat(PriceRule.ANY.isDrop(Money.of(1, "USD"), euros(100))).isFalse();
    }

    @Test
    void measuresByShareOrByAmount() {
        PriceRule either = new PriceRule(10, BigDecimal.valueOf(50), null);

        assertThat(PriceRule.byPercent(10).isDrop(euros(91), euros(100))).isFalse();
        assertThat(PriceRule.byPercent(10).isDrop(euros(90), euros(100))).isTrue();
        assertThat(PriceRule.byAmount(BigDecimal.TEN).isDrop(euros(91), euros(100)))
                .isFalse();
        assertThat(PriceRule.byAmount(BigDecimal.TEN).isDrop(euros(90), euros(100)))
                .isTrue();
        assertThat(either.isDrop(euros(950), euros(1_000))).isTrue();
        assertThat(either.isDrop(euros(90), euros(100))).isTrue();
        assertThat(either.isDrop(euros(951), euros(1_000))).isFalse();
    }

    @Test
    void theTargetIsReachedAtItAndBelowInItsCurrency() {
        PriceRule rule = PriceRule.ANY.withTarget(euros(500));

        assertThat(rule.isAtTarget(euros(500))).isTrue();
        assertThat(rule.isAtTarget(euros(499))).isTrue();
        assertThat(rule.isAtTarget(euros(501))).isFalse();
        assertThat(rule.isAtTarget(Money.of(1, "USD"))).isFalse();
        assertThat(rule.isAtTarget(null)).isFalse();
        assertThat(PriceRule.ANY.isAtTarget(euros(0))).isFalse();
    }

    @Test
    void refusesMeasuresOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> PriceRule.byPercent(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PriceRule.byPercent(101));
        assertThatIllegalArgumentException().isThrownBy(() -> PriceRule.byAmount(BigDecimal.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> PriceRule.byAmount(BigDecimal.TEN.pow(15)));
    }
}
