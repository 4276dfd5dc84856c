package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.AttributeReading;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTest {

    private static final List<String> PARTS = List.of(
            "0",
            "1",
            "12",
            "128",
            "45",
            "000",
            "999999999999999",
            ",",
            ".",
            "-",
            "+",
            " ",
            "GB",
            " miles",
            "m2",
            "x",
            "2026-01-31",
            "T10:00",
            "yes",
            "No",
            "é",
            "\t",
            "٣",
            "true",
            "m",
            "kilometers of which nobody ever heard");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void aValueIsReadAsTheModelReadsIt(long seed) {
        Random random = new Random(seed);
        Attribute attribute = new Attribute();
        for (int round = 0; round < 50_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                value.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            AttributeReading expected = AttributeReading.of(value.toString());

            attribute.set(value.toString());

            String what = "seed %d, '%s'".formatted(seed, value);
            BigDecimal number = expected.number();
            assertThat(attribute.isNumber()).as(what).isEqualTo(number != null);
            if (number != null) {
                assertThat(attribute.compareTo(Attribute.whole(number), Attribute.nanos(number)))
                        .as(what)
                        .isZero();
                BigDecimal more = number.add(new BigDecimal("0.000000001"));
                assertThat(attribute.compareTo(Attribute.whole(more), Attribute.nanos(more)))
                        .as(what)
                        .isNegative();
            }
            String date = expected.date();
            assertThat(attribute.day()).as(what).isEqualTo(date == null ? Attribute.NO_DAY : Attribute.day(date));
            assertThat(attribute.truth()).as(what).isEqualTo(expected.truth());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void daysAreInTheOrderOfTheCalendar(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            LocalDate one = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(100_000));
            LocalDate other =
                    random.nextBoolean() ? one.plusDays(random.nextInt(70)) : one.plusDays(random.nextInt(50_000));

            assertThat(Integer.signum(Integer.compare(Attribute.day(one.toString()), Attribute.day(other.toString()))))
                    .as("seed %d, %s and %s", seed, one, other)
                    .isEqualTo(Integer.signum(one.compareTo(other)));
        }
    }
}
