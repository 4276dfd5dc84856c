package dev.souk.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HasherTest {

    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private final Argon2Hasher hasher = Argon2Hasher.at(CHEAP);

    private static char[] chars(String text) {
        return text.toCharArray();
    }

    @Test
    void matchesThePasswordAndNoOther() {
        String stored = hasher.hash(chars("correct horse"));

        assertThat(hasher.matches(chars("correct horse"), stored)).isTrue();
        for (String wrong : new String[] {"correct horsE", "correct horse ", "", " ", "correct horse\0"}) {
            assertThat(hasher.matches(chars(wrong), stored)).as(wrong).isFalse();
        }
        assertThat(hasher.hash(chars("correct horse"))).isNotEqualTo(stored);
    }

    @Test
    void storesAPhcStringWithItsParameters() {
        assertThat(Argon2Hasher.at(Argon2Cost.OWASP).hash(chars("x")))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void storesTheSameDigitsOnAMachineThatWritesOthers() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("bn-BD"));
        try {
            String stored = hasher.hash(chars("correct horse"));

            assertThat(stored).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
            assertThat(hasher.matches(chars("correct horse"), stored)).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    /** From the tests of the reference implementation, phc-winner-argon2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void readsWhatTheReferenceImplementationStores(String stored) {
        assertThat(hasher.reads(stored)).isTrue();
        assertThat(hasher.matches(chars("password"), stored)).isTrue();
        assertThat(hasher.matches(chars("Password"), stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "hash",
                "$argon2id$v=19$m=2000000,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=21,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=17$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQAA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4="
            })
    void doesNotBelieveWhatAsksForTooMuchOrIsNoHash(String stored) {
        assertThat(hasher.reads(stored)).isFalse();
        assertThat(hasher.matches(chars("password"), stored)).isFalse();
        assertThat(hasher.isOutdated(stored)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"64, 1, 1, false", "63, 1, 1, true", "64, 2, 1, false", "128, 1, 1, false", "128, 1, 2, false"})
    void isOutdatedWhenAnyParameterRose(int memory, int iterations, int parallelism, boolean outdated) {
        String stored =
                Argon2Hasher.at(new Argon2Cost(memory, iterations, parallelism)).hash(chars("x"));

        assertThat(hasher.isOutdated(stored)).isEqualTo(outdated);
    }

    @Test
    void takesTheTwoUnicodeFormsOfALetterForOne() {
        assertThat(hasher.matches(chars("ren\u00e9e"), hasher.hash(chars("rene\u0301e"))))
                .isTrue();
    }

    @Test
    void takesAPasswordOfTheLongestLettersForItsUtf8() {
        for (String letter : List.of("x", "\u00e9", "\uc548", "\ud83d\udd11")) {
            String password = letter.repeat(Argon2Hasher.MAX_LENGTH / letter.length());

            assertThat(PasswordBytes.of(chars(password), Argon2Hasher.MAX_LENGTH))
                    .hasValueSatisfying(
                            bytes -> assertThat(bytes).isEqualTo(password.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void refusesWhatIsNoPasswordWithoutShowingIt() {
        for (String bad : new String[] {"", "secret\uD800", "s".repeat(Argon2Hasher.MAX_LENGTH + 1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hasher.hash(chars(bad)))
                    .withMessage("a password has 1 to 1000 UTF-16 units and no lone surrogate");
        }
        assertThat(hasher.matches(chars("s".repeat(1_000)), hasher.hash(chars("s".repeat(1_000)))))
                .isTrue();
    }

    @Test
    void leavesTheCallersPasswordAsItIs() {
        char[] password = chars("correct horse");

        hasher.matches(password, hasher.hash(password));

        assertThat(password).isEqualTo(chars("correct horse"));
    }
}
