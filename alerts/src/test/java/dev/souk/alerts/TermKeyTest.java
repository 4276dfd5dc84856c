package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.text.TermReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermKeyTest {

    private static final List<Term.Kind> KINDS = List.of(Term.Kind.values());

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isTheSameHoweverATermIsRead(long seed) {
        Random random = new Random(seed);
        TermReader reader = new TermReader();
        for (int round = 0; round < 20_000; round++) {
            Term.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String characters = random.nextBoolean() ? "abcxyz" : "0123456789";
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            char[] chars = text.toString().toCharArray();
            List<Long> plain = new ArrayList<>();
            reader.read(text.toString(), (term, from, length) -> plain.add(TermKey.of(kind, term, from, length)));
            assertThat(packed(reader, kind, text.toString()))
                    .as("seed %d, '%s'", seed, text)
                    .isEqualTo(plain);

            Term.Kind other = KINDS.get(random.nextInt(KINDS.size()));
            long key = TermKey.of(kind, chars, 0, chars.length);
            if (TermKey.isExact(key)) {
                assertThat(TermKey.as(other, key))
                        .as("seed %d, '%s'", seed, text)
                        .isEqualTo(TermKey.of(other, chars, 0, chars.length));
                int length = 1 + random.nextInt(chars.length);
                assertThat(TermKey.beginning(other, key, length))
                        .as("seed %d, %d of '%s'", seed, length, text)
                        .isEqualTo(TermKey.of(other, chars, 0, length));
            }
        }
    }

    /** Who compares keys alone would else take one text for another: of letters, α would be zq, and of characters ー a|. */
    @Test
    void anExactKeyIsOfOneTextAlone() {
        char[] characters = "az`{AZ|09 ~\u007F\u0080üαωяー自".toCharArray();
        Map<Long, String> texts = new HashMap<>();
        List<String> all = new ArrayList<>(List.of("zq", "zqz", "aaaaaaaa", "zzzzzzzzzzz", "aaaaaaaaaaaa", "12345678"));
        for (char first : characters) {
            all.add("" + first);
            for (char second : characters) {
                all.add("" + first + second);
                for (char third : characters) {
                    all.add("" + first + second + third);
                }
            }
        }
        for (String text : all) {
            long key = TermKey.of(Term.Kind.SELLER, text.toCharArray(), 0, text.length());
            String other = texts.put(key, text);
            assertThat(other == null || other.equals(text) || !TermKey.isExact(key))
                    .as("'%s' and '%s'", text, other)
                    .isTrue();
            if (TermKey.isExact(key)) {
                assertThat(TermKey.length(key)).as("'%s'", text).isEqualTo(text.length());
                assertThat(TermKey.first(key)).as("'%s'", text).isEqualTo(text.charAt(0));
            }
        }
    }

    private static List<Long> packed(TermReader reader, Term.Kind kind, String text) {
        List<Long> keys = new ArrayList<>();
        reader.readPacked(text, new TermReader.PackedTerms() {
            @Override
            public void letters(long letters) {
                keys.add(TermKey.ofLetters(kind, letters));
            }

            @Override
            public void accept(char[] term, int from, int length) {
                keys.add(TermKey.of(kind, term, from, length));
            }
        });
        return keys;
    }
}
