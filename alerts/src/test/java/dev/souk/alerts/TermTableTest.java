package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Terms of one hash, which no text happens to be: each is told by its text. */
class TermTableTest {

    private static final long HASH = Long.MIN_VALUE | 12_345;
    private static final Term BLUE = new Term(Term.Kind.SELLER, HASH, "a blue seller", 1);
    private static final Term CYAN = new Term(Term.Kind.SELLER, HASH, "a cyan seller", 2);
    private static final Term GREEN = new Term(Term.Kind.SELLER, HASH, "a green seller", 3);

    private final TermTable table = new TermTable(64);

    private long found(String text) {
        char[] characters = ("..." + text).toCharArray();
        return table.find(HASH, characters, 3, text.length());
    }

    @Nullable
    private Term term(String text) {
        char[] characters = ("..." + text).toCharArray();
        return table.term(HASH, characters, 3, text.length());
    }

    @Test
    void termsOfOneHashAreToldByTheirTexts() {
        assertThat(table.add(BLUE)).isTrue();
        assertThat(found("a cyan seller")).isEqualTo(TermTable.UNKNOWN);
        assertThat(found("a green seller")).isEqualTo(TermTable.UNKNOWN);
        assertThat(term("a cyan seller")).isNull();

        assertThat(table.add(CYAN)).isTrue();
        assertThat(table.add(GREEN)).isTrue();

        assertThat(TermTable.number(found("a blue seller"))).isEqualTo(1);
        assertThat(TermTable.number(found("a cyan seller"))).isEqualTo(2);
        assertThat(TermTable.number(found("a green seller"))).isEqualTo(3);
        assertThat(term("a cyan seller")).isSameAs(CYAN);
        assertThat(found("a grey seller")).isEqualTo(TermTable.UNKNOWN);
    }

    /** A reader may have compared the text that stood there. */
    @Test
    void aPlaceThatWasOfOneTextIsTakenByNoOther() {
        table.add(BLUE);
        table.add(CYAN);
        table.remove(BLUE);

        assertThat(found("a blue seller")).isEqualTo(TermTable.UNKNOWN);
        assertThat(term("a blue seller")).isNull();
        assertThat(table.add(GREEN)).as("takes a place of its own").isTrue();
        Term again = new Term(Term.Kind.SELLER, HASH, "a blue seller", 4);
        assertThat(table.add(again)).as("takes its own again").isFalse();
        assertThat(TermTable.number(found("a blue seller"))).isEqualTo(4);
        assertThat(TermTable.number(found("a green seller"))).isEqualTo(3);
    }

    @Test
    void aPlaceOfTheTableTakesTwoNumbersAndATerm() {
        assertThat(table.capacity()).isEqualTo(63);
        assertThat(table.bytes()).isEqualTo(63 * (2 * 8 + 4));
    }
}
