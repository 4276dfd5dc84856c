package dev.souk.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeCriterionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            128           | 128
            128GB         | 128
            128 GB        | 128
            45,000 miles  | 45000
            1,234,567.89  | 1234567.89
            +3            | 3
            -0.50         | -0.50
            75 m²         | 75
            100%          | 100
            12,34         |
            1,2345        |
            12.           |
            .5            |
            10-12         |
            2 x 4 GB      |
            75 m2         |
            GB 128        |
            2026-01-31    |
            1e5           |
            1234567890123456 |
            ''            |
            """)
    void readsANumberAtTheStartOfAValue(String value, BigDecimal number) {
        assertThat(AttributeReading.of(value).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-31           | 2026-01-31
            2026-01-31T23:59:59Z | 2026-01-31
            2026-01-31 23:59     | 2026-01-31
            2026-02-31           | 2026-02-31
            2026-13-01           |
            2026-1-31            |
            2026-01-311          |
            on 2026-01-31        |
            """)
    void readsADateAtTheStartOfAValue(String value, String date) {
        assertThat(AttributeReading.of(value).date()).isEqualTo(date);
    }

    @Test
    void aLineBreakIsNoEndOfADate() {
        assertThat(AttributeReading.of("2026-01-31\n").date()).isNull();
        assertThat(AttributeReading.of("5\n").number()).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource({
        "=, 128, 128 GB, true",
        "=, 128, 64, false",
        "=, 128, much, false",
        "!=, 128, 64 GB, true",
        "!=, 128, 128.0, false",
        "!=, 128, much, false",
        "<, 128, 127.9, true",
        "<, 128, 128, false",
        "<=, 128, 128, true",
        ">, 128, 128, false",
        ">, 128, 129, true",
        ">=, 128, 128GB, true",
        ">=, 128, much, false",
    })
    void comparesByNumber(String operator, long number, String said, boolean met) {
        AttributeCriterion criterion = AttributeCriterion.of(
                "storage", AttributeOperator.ofCode(operator).orElseThrow(), AttributeValue.of(number));

        assertThat(criterion.isMetBy(AttributeReading.of(said))).isEqualTo(met);
    }

    @Test
    void comparesTextWithoutRegardToCaseAndTruthByMeaning() {
        AttributeCriterion red = AttributeCriterion.of("color", "Red");
        AttributeCriterion notRed =
                AttributeCriterion.of("color", AttributeOperator.NOT_EQUAL, AttributeValue.of("red"));
        AttributeCriterion yes = AttributeCriterion.of("lift", AttributeOperator.EQUAL, AttributeValue.of(true));

        assertThat(List.of(isMet(red, "RED"), isMet(red, "blue"), isMet(notRed, "Red"), isMet(notRed, "blue")))
                .containsExactly(true, false, false, true);
        assertThat(List.of(isMet(yes, "Yes"), isMet(yes, "TRUE"), isMet(yes, "no"), isMet(yes, "maybe")))
                .containsExactly(true, true, false, false);
    }

    @Test
    void comparesBetweenAndAmongAndByDay() {
        AttributeCriterion years = AttributeCriterion.of(
                "year", AttributeOperator.BETWEEN, AttributeValue.of(2015), AttributeValue.of(2020));
        AttributeCriterion among = AttributeCriterion.of(
                "condition", AttributeOperator.IN, AttributeValue.of("new"), AttributeValue.of("used_good"));
        AttributeCriterion since = AttributeCriterion.of(
                "available", AttributeOperator.AT_LEAST, AttributeValue.of(LocalDate.of(2026, 2, 1)));

        assertThat(List.of(isMet(years, "2015"), isMet(years, "2020"), isMet(years, "2021"), isMet(years, "old")))
                .containsExactly(true, true, false, false);
        assertThat(List.of(isMet(among, "NEW"), isMet(among, "used"))).containsExactly(true, false);
        assertThat(List.of(isMet(since, "2026-02-01T08:00"), isMet(since, "2026-01-31"), isMet(since, "soon")))
                .containsExactly(true, false, false);
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> AttributeCriterion.of(" ", "x")).hasMessageContaining("blank");
        assertThatThrownBy(() -> AttributeCriterion.of("color", "x".repeat(201)))
                .hasMessageContaining("201");
        assertThatThrownBy(() -> AttributeCriterion.of("color", AttributeOperator.LESS, AttributeValue.of("red")))
                .hasMessageContaining("color")
                .hasMessageContaining("<");
        assertThatThrownBy(() -> AttributeCriterion.of("year", AttributeOperator.BETWEEN, AttributeValue.of(1)))
                .hasMessageContaining("1 values");
        assertThatThrownBy(() -> AttributeCriterion.of(
                        "year", AttributeOperator.BETWEEN, AttributeValue.of(2020), AttributeValue.of(2015)))
                .hasMessageContaining("between 2020 and 2015");
        assertThatThrownBy(() -> AttributeCriterion.of(
                        "year",
                        AttributeOperator.BETWEEN,
                        AttributeValue.of(2015),
                        AttributeValue.of(LocalDate.of(2020, 1, 1))))
                .hasMessageContaining("between");
        assertThatThrownBy(() -> AttributeValue.of(new BigDecimal("1e999999999")))
                .hasMessageContaining("10^15");
        assertThatThrownBy(() -> AttributeValue.of(LocalDate.of(10_000, 1, 1))).hasMessageContaining("9999");
    }

    private static boolean isMet(AttributeCriterion criterion, String said) {
        return criterion.isMetBy(AttributeReading.of(said));
    }
}
