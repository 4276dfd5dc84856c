package dev.souk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

    private static final List<String> WORDS = List.of("a", "b", "c", "d", "e", "f");

    private static final int TOP = 2;

    /** A query beside what it means. */
    private record Meant(String query, Predicate<Set<String>> meaning) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void parenthesesMeanWhatTheyMeanInLogic(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Meant meant = all(random, TOP);
            if (meant.query.length() > 60) {
                continue; // Alternatives that multiply beyond the limit are longer than this.
            }
            TextQuery query = TextQuery.parse(meant.query);
            for (int j = 0; j < 10; j++) {
                Set<String> words =
                        WORDS.stream().filter(word -> random.nextBoolean()).collect(Collectors.toSet());
                boolean matches = query.matches(ListingText.of("x " + String.join(" ", words), null), null);

                assertThat(matches)
                        .as("seed %d: %s of %s", seed, meant.query, words)
                        .isEqualTo(meant.meaning.test(words));
            }
        }
    }

    private static Meant all(Random random, int depth) {
        List<Meant> parts = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> one(random, depth))
                .toList();
        String query =
                parts.stream().map(Meant::query).collect(Collectors.joining(random.nextBoolean() ? " " : " AND "));
        Predicate<Set<String>> meaning = words -> parts.stream().allMatch(part -> part.meaning.test(words));
        if (depth == TOP && random.nextBoolean()) {
            Meant out = one(random, 0);
            return new Meant(query + " -(" + out.query + ")", meaning.and(out.meaning.negate()));
        }
        return new Meant(query, meaning);
    }

    private static Meant one(Random random, int depth) {
        List<Meant> parts = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> atom(random, depth))
                .toList();
        String query = parts.stream().map(Meant::query).collect(Collectors.joining(" OR "));
        return new Meant(query, words -> parts.stream().anyMatch(part -> part.meaning.test(words)));
    }

    private static Meant atom(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            Meant inner = all(random, depth - 1);
            return new Meant("(" + inner.query + ")", inner.meaning);
        }
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return new Meant(word, words -> words.contains(word));
    }

    @Test
    void alternativesThatMultiplyWithoutEndAreRefused() {
        String pair = "(a b c d)";

        assertThat(TextQuery.parse(pair + " OR " + pair + " OR " + pair).required())
                .hasSizeLessThanOrEqualTo(QueryParser.MAX_GROUPS);
        assertThatThrownBy(() -> TextQuery.parse(String.join(" OR ", Collections.nCopies(12, pair))))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("too many combinations");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsTypedIsReadOrRefusedAtACharacterOfIt(long seed) {
        List<String> parts = List.of(
                "a", "b1", " ", " ", "\"", "(", ")", "-", "OR", " OR ", "title:", "price:", "*", "1..", "5", "eur", ":",
                "é", "自", "\uD83D", "\u00A0", "“", "”", "–", "title:(", " AND ", "NOT", " NOT ", "-5");
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String typed = IntStream.range(0, random.nextInt(14))
                    .mapToObj(part -> parts.get(random.nextInt(parts.size())))
                    .collect(Collectors.joining());
            try {
                TextQuery query = TextQuery.parse(typed);
                assertThat(query.text()).isEqualTo(typed);
                assertThat(query.required())
                        .allSatisfy(group -> assertThat(group).isNotEmpty());
            } catch (InvalidQueryException e) {
                refused++;
                assertThat(e.position()).as("seed %d: %s", seed, typed).isBetween(0, typed.length());
            }
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }

    @Test
    void parenthesesInOneAnotherAreNotTooDeep() {
        String deep = "(".repeat(127) + "a" + ")".repeat(127);

        assertThat(TextQuery.parse(deep).required()).hasToString("[[a]]");
    }
}
