package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.GeoPoint;
import dev.souk.model.Money;
import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.GeoCircle;
import dev.souk.model.alert.PriceRange;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {

    private static final int ANY_PRICE = 0;

    private final Programs programs = new Programs();
    private final AlertIndex index = new AlertIndex(programs, new Frequencies());
    private final long[] bitmap = new long[Marks.BITMAP];
    private long ids;

    private int[] program(AlertCriteria criteria) {
        ids++;
        return index.write(Alert.of(ids, 1, "test", criteria, ""));
    }

    private boolean fits(int[] program, int bracket) {
        long marks = Marks.of(program);
        return Marks.fit((int) marks, (int) (marks >>> Integer.SIZE), bitmap, bracket) == 1;
    }

    private void show(int... terms) {
        Marks.clear(bitmap);
        for (int term : terms) {
            Marks.show(bitmap, term);
        }
    }

    /** Of needed terms 1 and 2 and, where there are any, one of two others; filed under 9. */
    private static int[] needing(int[] needed, int... one) {
        int[] program = new int[3 + 1 + needed.length + (one.length == 0 ? 0 : 3) + 2];
        int at = 3;
        program[at] = Program.head(Program.ALL, needed.length);
        System.arraycopy(needed, 0, program, at + 1, needed.length);
        at += needed.length + 1;
        if (one.length > 0) {
            program[at] = Program.head(Program.ANY, 2);
            System.arraycopy(one, 0, program, at + 1, 2);
            at += 3;
        }
        program[at] = Program.head(Program.FILED_TERMS, 1);
        program[at + 1] = 9;
        return program;
    }

    @Test
    void allThatIsNeededMustBeShownAndOneOfTwoAlternatives() {
        int[] program = needing(new int[] {9, 1, 2}, 3, 4);

        show(1, 2, 3);
        assertThat(fits(program, ANY_PRICE)).isTrue();
        show(1, 2, 4);
        assertThat(fits(program, ANY_PRICE)).isTrue();
        show(1, 2, 3, 4);
        assertThat(fits(program, ANY_PRICE)).isTrue();
        show(1, 2, 9);
        assertThat(fits(program, ANY_PRICE)).as("none of them").isFalse();
        show(1, 3, 4);
        assertThat(fits(program, ANY_PRICE)).as("a needed one is missing").isFalse();
    }

    @Test
    void whatIsNeededComesBeforeAlternatives() {
        int[] program = needing(new int[] {9, 1, 2, 5, 6, 7}, 3, 4);

        show(1, 2, 5, 6);
        assertThat(fits(program, ANY_PRICE)).as("no room for the fifth").isTrue();
        show(1, 2, 5, 3);
        assertThat(fits(program, ANY_PRICE)).isFalse();
        show(1, 2, 6, 3);
        assertThat(fits(program, ANY_PRICE)).isFalse();
    }

    @Test
    void theTermsItIsFiledUnderAreNotAskedForAgain() {
        int[] program = needing(new int[] {1}, 9, 4);

        show(1);

        assertThat(fits(program, ANY_PRICE)).isTrue();
    }

    @Test
    void aPriceHasToLieInTheRangeAsFarAsBracketsTell() {
        AlertCriteria criteria = AlertCriteria.builder()
                .price(new PriceRange(BigDecimal.valueOf(100), BigDecimal.valueOf(200), "EUR"))
                .build();
        int[] program = program(criteria);
        show(program[Program.find(program, Program.PRICE) + 1]);

        assertThat(fits(program, bracket("100"))).isTrue();
        assertThat(fits(program, bracket("200"))).isTrue();
        assertThat(fits(program, bracket("97"))).isFalse();
        assertThat(fits(program, bracket("207"))).isFalse();
        assertThat(fits(program, bracket("99000000000000"))).isFalse();
    }

    @Test
    void pricesOfBillionsAreNotToldApart() {
        AlertCriteria criteria = AlertCriteria.builder()
                .price(PriceRange.atLeast(Money.of(5_000_000_000L, "EUR")))
                .build();
        int[] program = program(criteria);
        show(program[Program.find(program, Program.PRICE) + 1]);

        assertThat(fits(program, bracket("99000000000000"))).isTrue();
        assertThat(fits(program, bracket("4000000000"))).isFalse();
    }

    private static int bracket(String amount) {
        return Prices.fineBracket(Prices.scaled(new BigDecimal(amount)));
    }

    @Test
    void listingsOfOtherTownsArePassedByAndThoseOfTheCircleAreNot() {
        Random random = new Random(1);
        int passed = 0;
        int rounds = 1_000;
        for (int round = 0; round < rounds; round++) {
            GeoPoint centre = new GeoPoint(40 + 10 * random.nextDouble(), 15 * random.nextDouble());
            int[] program = program(
                    AlertCriteria.builder().allOf("bike").near(centre, 25).build());

            show();
            Marks.show(bitmap, new GeoPoint(centre.latitude() - 5, centre.longitude() + 4));
            passed += fits(program, ANY_PRICE) ? 1 : 0;
        }

        assertThat(passed).isLessThan(rounds / 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noPlaceInACircleIsPassedBy(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            GeoPoint centre = GeoCellsTest.point(random);
            GeoCircle circle = new GeoCircle(centre, Math.exp(random.nextDouble() * 14 - 5) / 1.2);
            int[] program = program(AlertCriteria.builder()
                    .allOf("bike")
                    .near(centre, circle.radiusKm())
                    .build());
            for (int i = 0; i < 20; i++) {
                GeoPoint place = GeoCellsTest.onOrWithin(circle, random);
                if (circle.contains(place)) {
                    Marks.clear(bitmap);
                    Program.terms(program, term -> Marks.show(bitmap, term));
                    Marks.show(bitmap, place);
                    assertThat(fits(program, ANY_PRICE))
                            .as("seed %d, %s of %s", seed, place, circle)
                            .isTrue();
                }
            }
        }
    }
}
