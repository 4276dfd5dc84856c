package dev.souk.scraper.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReaderTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/prices/read.csv", delimiter = '|')
    void readsPricesAsPeopleWriteThem(String text, @Nullable BigDecimal amount, @Nullable String sign) {
        assertThat(PriceReader.read(text).map(PriceText::amount).orElse(null)).isEqualTo(amount);
        assertThat(PriceReader.read(text).map(PriceText::sign).orElse(null)).isEqualTo(sign);
    }

    @ParameterizedTest
    @CsvSource({"6695.00, false, 6695.00", "23.450, false, 23450", "23.450, true, 23.450", "12.5000, false, 12.5000"})
    void readsPricesAsMachinesWriteThem(String text, boolean threeDecimals, BigDecimal amount) {
        assertThat(PriceReader.readData(text, threeDecimals)).contains(amount);
    }

    @Test
    void takesRefusalsOfDataForWhatTheyAre() {
        for (String text : new String[] {"", " ", "1e5", "-5", "$5", "0x10", ".", ",5", "1_000", "٠.٠.٠"}) {
            assertThat(PriceReader.readData(text, false)).as(text).isEmpty();
        }
    }

    @Test
    void neverThrowsAndStaysInRangeForWhateverTextComes() {
        long seed = 20261123;
        Random random = new Random(seed);
        String alphabet = "0123456789.,'’ -$€£eEkKR¥zł\u00a0\ud83d٣";

        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            BigDecimal amount =
                    PriceReader.read(text.toString()).map(PriceText::amount).orElse(BigDecimal.ZERO);

            assertThat(amount).as("seed %d: %s", seed, text).isBetween(BigDecimal.ZERO, BigDecimal.TEN.pow(15));
            assertThat(amount.scale()).as("seed %d: %s", seed, text).isBetween(0, 4);
        }
    }
}
