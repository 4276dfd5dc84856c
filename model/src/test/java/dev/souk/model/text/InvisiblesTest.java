package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InvisiblesTest {

    /** Default_Ignorable_Code_Point of DerivedCoreProperties.txt. */
    private static final int[][] IGNORABLE = {
        {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
        {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}
    };

    @Test
    void nothingIsWhatUnicodeCallsIgnorableAndNoOtherCharacter() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int character = codePoint;
            assertThat(Invisibles.isNothing(character, 'x'))
                    .as("U+%04X", character)
                    .isEqualTo(
                            Arrays.stream(IGNORABLE).anyMatch(range -> range[0] <= character && character <= range[1]));
        }
    }

    /** It follows what is shown as a picture, such as a heart or the sign of a registered name. */
    @Test
    void aWordIsTheSameWithTheSignThatMakesAPictureOfACharacter() {
        assertThat(TextAnalyzer.terms("bro\uFE0Fmpton")).containsExactly("brompton");
        assertThat(TextAnalyzer.terms("Brompton\u00AE\uFE0F bike")).isEqualTo(TextAnalyzer.terms("Brompton bike"));
    }
}
