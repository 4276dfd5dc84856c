package dev.souk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"200, 200.00", "0, 0.0000", "649.5, 649.5000", "1E+3, 1000"})
    void theSameAmountIsEqualHoweverItIsWritten(String one, String other) {
        assertThat(Money.of(one, "EUR")).isEqualTo(Money.of(other, "EUR")).hasSameHashCodeAs(Money.of(other, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        "649.5, EUR, 649.50 EUR",
        "650, EUR, 650 EUR",
        "0.0001, EUR, 0.0001 EUR",
        "1500000, IDR, 1500000 IDR",
        "1.5, XXQ, 1.5 XXQ",
        "1.5, KWD, 1.500 KWD",
    })
    void isWrittenAsTheCurrencyIs(String amount, String currency, String written) {
        assertThat(Money.of(amount, currency)).hasToString(written);
    }

    @Test
    void holdsWhatTheColumnHolds() {
        assertThat(Money.of("999999999999999.9999", "IDR").amount()).isEqualByComparingTo("999999999999999.9999");
        assertThatThrownBy(() -> Money.of("1000000000000000", "IDR")).hasMessageContaining("1000000000000000");
        assertThatThrownBy(() -> Money.of("0.00001", "EUR")).hasMessageContaining("four decimals");
        assertThatThrownBy(() -> Money.of("-1", "EUR")).hasMessageContaining("-1");
        assertThatThrownBy(() -> Money.of("1E+999999999", "EUR")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of("1E-999999999", "EUR")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EU", "eur", "EURO", "€", "E R"})
    void refusesWhatIsNoCurrencyCode(String currency) {
        assertThatThrownBy(() -> new Money(BigDecimal.ONE, currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + currency + "'");
    }

    @Test
    void comparesWithinOneCurrencyOnly() {
        assertThat(Money.of(1, "EUR").isLessThan(Money.of(2, "EUR"))).isTrue();
        assertThat(Money.of(2, "EUR").isLessThan(Money.of(2, "EUR"))).isFalse();
        assertThat(Money.of(1, "EUR").isLessThan(Money.of(2, "USD"))).isFalse();
        assertThat(Money.of("0.00", "EUR").isFree()).isTrue();
    }
}
