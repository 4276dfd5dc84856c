package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

    private static final String LONG = "so long that it is hashed";

    private final Vocabulary vocabulary = new Vocabulary();

    private Term use(Term.Kind kind, String text) {
        return vocabulary.use(kind, text.toCharArray(), 0, text.length());
    }

    private long found(Term.Kind kind, String text) {
        char[] characters = text.toCharArray();
        long key = TermKey.of(kind, characters, 0, characters.length);
        return vocabulary.table().find(key, characters, 0, characters.length);
    }

    @ParameterizedTest
    @EnumSource(Term.Kind.class)
    void aKindIsSpokenOfFromTheFirstTermToTheLast(Term.Kind kind) {
        assertThat(vocabulary.has(kind)).isFalse();
        Term first = use(kind, "bike");
        Term second = use(kind, LONG);
        use(kind, "bike");

        for (Term.Kind other : Term.Kind.values()) {
            assertThat(vocabulary.has(other)).isEqualTo(other == kind);
        }
        vocabulary.release(first.number);
        vocabulary.release(second.number);
        assertThat(vocabulary.has(kind)).isTrue();
        vocabulary.release(first.number);
        assertThat(vocabulary.has(kind)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Term.Kind.class,
            names = {"PREFIX", "TITLE_PREFIX"})
    void theLengthsOfPrefixesAreThoseInUse(Term.Kind kind) {
        Term.Kind other = kind == Term.Kind.PREFIX ? Term.Kind.TITLE_PREFIX : Term.Kind.PREFIX;
        PrefixLengths expected = new PrefixLengths();
        use(Term.Kind.WORD, "bikes");
        assertThat(vocabulary.prefixLengths(kind)).isEqualTo(expected.inUse());

        Term three = use(kind, "bik");
        Term many = use(kind, LONG);
        expected.add(3);
        expected.add(LONG.length());

        assertThat(vocabulary.prefixLengths(kind)).isEqualTo(expected.inUse()).isNotZero();
        assertThat(vocabulary.prefixLengths(other)).isZero();
        vocabulary.release(three.number);
        expected.remove(3);
        assertThat(vocabulary.prefixLengths(kind)).isEqualTo(expected.inUse());
        vocabulary.release(many.number);
        assertThat(vocabulary.prefixLengths(kind)).isZero();
    }

    @Test
    void whereTheAlertsOfATermStandIsToldToReaders() {
        Term bike = use(Term.Kind.WORD, "bike");
        assertThat(TermTable.place(found(Term.Kind.WORD, "bike"))).isEqualTo(Postings.NOWHERE);

        vocabulary.file(bike, 1, 77);
        vocabulary.file(bike, 1, 77);
        assertThat(TermTable.place(found(Term.Kind.WORD, "bike"))).isEqualTo(77);
        assertThat(TermTable.number(found(Term.Kind.WORD, "bike"))).isEqualTo(bike.number);
        assertThat(bike.alerts).isEqualTo(2);

        vocabulary.file(bike, -1, 78);
        assertThat(TermTable.place(found(Term.Kind.WORD, "bike"))).isEqualTo(78);
        assertThat(bike.alerts).isEqualTo(1);
    }

    /** One more word each, which all fit into their tables. */
    @Test
    void theMemoryOfATermIsCountedAndThatOfItsTextWhereItIsKept() {
        long empty = vocabulary.bytes();
        // A thousand counts of what starts pairs, and twice 64 of the lengths of prefixes.
        long counts = EngineMemory.array(4L << 10) + 2 * EngineMemory.array(4L * 64);
        assertThat(empty).isEqualTo(vocabulary.table().bytes() + new NumberedTerms().bytes() + counts);

        use(Term.Kind.WORD, "bike");
        assertThat(vocabulary.bytes()).isEqualTo(empty + 48);
        Term second = use(Term.Kind.WORD, LONG);
        assertThat(vocabulary.bytes()).isEqualTo(empty + 2 * 48 + 40 + LONG.length());
        vocabulary.release(second.number);
        assertThat(vocabulary.bytes()).isEqualTo(empty + 48);
    }

    @Test
    void tablesAreAsSmallAsAtFirstWhenAllTermsAreGone() {
        long empty = vocabulary.bytes();
        for (int i = 0; i < 5_000; i++) {
            use(Term.Kind.WORD, "w" + i);
        }
        assertThat(vocabulary.bytes()).isGreaterThan(5_000 * 48L);
        for (int i = 0; i < 5_000; i++) {
            vocabulary.release(i);
        }

        assertThat(vocabulary.size()).isZero();
        assertThat(vocabulary.bytes()).isEqualTo(empty);
        assertThatThrownBy(() -> vocabulary.numbered(7)).hasMessageContaining("7");
    }

    @Test
    void termsByNumberTakeFourBytesForEachOfTheirPlaces() {
        NumberedTerms terms = new NumberedTerms();
        assertThat(terms.bytes()).isEqualTo(4 * 64);
        for (int i = 0; i < 100; i++) {
            terms.put(new Term(Term.Kind.WORD, 1 + i, null, i));
        }
        assertThat(terms.bytes()).isEqualTo(4 * 256);
        for (int i = 0; i < 100; i++) {
            terms.remove(i);
        }

        assertThat(terms.bytes()).isEqualTo(4 * 64);
    }
}
