package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.alert.AlertCriteria;
import dev.souk.model.alert.AttributeOperator;
import dev.souk.model.alert.Keywords;
import dev.souk.model.alert.PriceRange;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the random rounds would notice: an engine with one bug is put to the same rounds as the real one, and the plain
 * loop must disagree with it. Most bugs are in the program of an alert, which is spoilt before it is filed.
 */
class BugsTest {

    private static final int ROUNDS = 2_000;
    private static final int STEPS = 40;
    /** A term that no listing shows and no alert has. */
    private static final int NO_TERM = -2;

    enum Bug {
        THE_LOWEST_PRICE_IS_LEFT_OUT,
        THE_HIGHEST_PRICE_IS_LEFT_OUT,
        ANY_CURRENCY_WILL_DO,
        PRICES_ARE_CUT_TO_WHOLE_NUMBERS,
        ONE_OF_ALL_WORDS_IS_ENOUGH(Program.ALL, Program.ANY),
        ALL_ALTERNATIVES_ARE_NEEDED(Program.ANY, Program.ALL),
        ONLY_THE_FIRST_ALTERNATIVE_COUNTS,
        THE_WORDS_OF_A_PHRASE_STAND_ANYWHERE(Program.PHRASE, Program.ALL),
        EXCLUDED_WORDS_ARE_PASSED_OVER,
        THE_WORDS_OF_AN_EXCLUDED_PHRASE_ARE_EXCLUDED_ONE_BY_ONE(Program.NO_PHRASE, Program.NONE),
        A_PRICE_DROP_MUST_BE_GREATER_THAN_ASKED,
        THE_RIM_IS_NOT_IN_THE_CIRCLE,
        THE_CIRCLE_LIES_SOUTH_INSTEAD_OF_NORTH,
        AT_LEAST_MEANS_MORE,
        AT_MOST_MEANS_LESS,
        BETWEEN_ENDS_BEFORE_ITS_LAST_VALUE,
        ANOTHER_VALUE_MAY_BE_THE_SAME,
        DECIMALS_OF_AN_ATTRIBUTE_ARE_CUT_OFF,
        A_DAY_IS_ONE_LATER,
        YES_IS_NO,
        WORDS_OF_THE_TITLE_MAY_STAND_ANYWHERE,
        A_PREFIX_IS_A_WHOLE_WORD,
        A_PHOTO_FEWER_IS_ENOUGH,
        A_DROP_MUST_BE_MORE_THAN_THE_AMOUNT,
        THE_TARGET_OF_A_DROP_IS_PASSED_OVER,
        A_SECOND_LONGER_AGO_IS_RECENT_ENOUGH,
        PRICES_THAT_ARE_NOT_MEANT_ARE_LEFT_IN(Program.MEANT, Program.PHOTOS),
        A_POLYGON_HAS_A_CORNER_ELSEWHERE,
        ONLY_THE_ALERTS_OWN_CURRENCY_COUNTS,
        AMOUNTS_OF_THE_QUERY_ARE_PASSED_OVER,
        NO_PRICE_WILL_DO_THOUGH_ONE_IS_DEMANDED,
        NO_PRICE_WILL_NOT_DO_THOUGH_NONE_IS_DEMANDED(Program.PRICE_OR_NONE, Program.PRICE),
        NO_PLACE_WILL_DO_THOUGH_ONE_IS_DEMANDED(Program.AREAS, Program.AREAS_OR_NONE),
        NO_PLACE_WILL_NOT_DO_THOUGH_NONE_IS_DEMANDED(Program.AREAS_OR_NONE, Program.AREAS),
        NO_TIME_WILL_DO_THOUGH_ONE_IS_DEMANDED(Program.LISTED_WITHIN, Program.LISTED_WITHIN_OR_NONE),
        NO_TIME_WILL_NOT_DO_THOUGH_NONE_IS_DEMANDED(Program.LISTED_WITHIN_OR_NONE, Program.LISTED_WITHIN),
        NO_ATTRIBUTE_WILL_DO_THOUGH_ONE_IS_DEMANDED(Program.ATTRIBUTE, Program.ATTRIBUTE_OR_NONE),
        NO_ATTRIBUTE_WILL_NOT_DO_THOUGH_NONE_IS_DEMANDED(Program.ATTRIBUTE_OR_NONE, Program.ATTRIBUTE),
        NO_CATEGORY_WILL_NOT_DO_THOUGH_NONE_IS_DEMANDED,
        FILED_UNDER_THE_FIRST_ALTERNATIVE_ONLY,
        A_REPLACED_ALERT_STAYS,
        A_REMOVED_ALERT_STAYS,
        A_PAUSED_ALERT_MATCHES,
        A_SOLD_LISTING_MATCHES;

        private final int from;
        private final int to;

        Bug() {
            this(-1, -1);
        }

        /** Clauses of one kind are asked as if they were of another. */
        Bug(int from, int to) {
            this.from = from;
            this.to = to;
        }

        /** Changes the clauses at will; their lengths stay. */
        private void spoil(int[] program) {
            for (int at = Program.CLAUSES; at < program.length; at = Program.next(program, at)) {
                turn(program, at, from, to);
                int kind = Program.kind(program[at]);
                int number = Program.number(program[at]);
                switch (this) {
                    case THE_LOWEST_PRICE_IS_LEFT_OUT -> add(program, at, kind, 2, 1);
                    case THE_HIGHEST_PRICE_IS_LEFT_OUT -> add(program, at, kind, 4, -1);
                    case PRICES_ARE_CUT_TO_WHOLE_NUMBERS -> {
                        if (kind == Program.PRICE) {
                            long lowest = Program.wide(program, at + 2);
                            put(program, at + 2, lowest - Long.remainderUnsigned(lowest, 10_000));
                        }
                    }
                    case ONLY_THE_FIRST_ALTERNATIVE_COUNTS -> {
                        if (kind == Program.ANY) {
                            Arrays.fill(program, at + 2, at + 1 + number, NO_TERM);
                        }
                    }
                    case EXCLUDED_WORDS_ARE_PASSED_OVER -> {
                        if (kind == Program.NONE) {
                            Arrays.fill(program, at + 1, at + 1 + number, NO_TERM);
                        }
                    }
                    case NO_PRICE_WILL_DO_THOUGH_ONE_IS_DEMANDED -> {
                        // What is filed under its price needs one to be filed.
                        if (Program.kind(program[Program.filing(program)]) != Program.FILED_PRICES) {
                            turn(program, at, Program.PRICE, Program.PRICE_OR_NONE);
                        }
                    }
                    case NO_CATEGORY_WILL_NOT_DO_THOUGH_NONE_IS_DEMANDED -> {
                        // That nothing is said comes first among the alternatives.
                        if (kind == Program.ANY) {
                            program[at + 1] = NO_TERM;
                        }
                    }
                    case A_DROP_MUST_BE_MORE_THAN_THE_AMOUNT -> {
                        if (kind == Program.DROP_AMOUNT) {
                            put(program, at + 2, Program.wide(program, at + 2) + 1);
                        }
                    }
                    case THE_TARGET_OF_A_DROP_IS_PASSED_OVER -> {
                        int next = Program.next(program, at);
                        if ((kind == Program.DROP || kind == Program.DROP_AMOUNT)
                                && Program.kind(program[next]) == Program.PRICE) {
                            put(program, next + 4, -1);
                        }
                    }
                    case A_SECOND_LONGER_AGO_IS_RECENT_ENOUGH -> {
                        if (kind == Program.LISTED_WITHIN) {
                            program[at] = Program.head(Program.LISTED_WITHIN, number + 1);
                        }
                    }
                    case A_POLYGON_HAS_A_CORNER_ELSEWHERE -> {
                        if (kind == Program.AREAS) {
                            program[at + number] += program[at + number] > 1_000 ? -1_000 : 1_000;
                        }
                    }
                    case ONLY_THE_ALERTS_OWN_CURRENCY_COUNTS -> {
                        if (kind == Program.PRICES) {
                            program[at + 2 + Program.PRICE_SIZE] = NO_TERM;
                        }
                    }
                    case AMOUNTS_OF_THE_QUERY_ARE_PASSED_OVER -> {
                        if (kind == Program.AMOUNT) {
                            put(program, at + 1, 0);
                            put(program, at + 3, -1);
                        }
                    }
                    case A_PHOTO_FEWER_IS_ENOUGH -> {
                        if (kind == Program.PHOTOS) {
                            program[at] = Program.head(Program.PHOTOS, number - 1);
                        }
                    }
                    case A_PRICE_DROP_MUST_BE_GREATER_THAN_ASKED -> {
                        if (kind == Program.DROP) {
                            program[at] = Program.head(Program.DROP, number + 1);
                        }
                    }
                    case THE_RIM_IS_NOT_IN_THE_CIRCLE -> {
                        if (kind == Program.CIRCLE) {
                            double limit = Double.longBitsToDouble(Program.wide(program, at + 7));
                            put(program, at + 7, Double.doubleToRawLongBits(limit - 2e-14));
                        }
                    }
                    case THE_CIRCLE_LIES_SOUTH_INSTEAD_OF_NORTH -> {
                        if (kind == Program.CIRCLE) {
                            program[at + 6] ^= Integer.MIN_VALUE;
                        }
                    }
                    case FILED_UNDER_THE_FIRST_ALTERNATIVE_ONLY -> {
                        if (kind == Program.FILED_TERMS) {
                            Arrays.fill(program, at + 1, at + 1 + number, program[at + 1]);
                        }
                    }
                    default -> {
                        if (kind == Program.ATTRIBUTE || kind == Program.ATTRIBUTE_OR_NONE) {
                            spoilAttribute(program, at);
                        }
                    }
                }
            }
        }

        private void spoilAttribute(int[] program, int at) {
            AttributeOperator operator = AttributeClause.operator(program, at);
            int value = at + AttributeClause.VALUES;
            switch (this) {
                case AT_LEAST_MEANS_MORE -> turn(program, at, AttributeOperator.AT_LEAST, AttributeOperator.GREATER);
                case AT_MOST_MEANS_LESS -> turn(program, at, AttributeOperator.AT_MOST, AttributeOperator.LESS);
                case ANOTHER_VALUE_MAY_BE_THE_SAME ->
                    turn(program, at, AttributeOperator.NOT_EQUAL, AttributeOperator.EXISTS);
                case BETWEEN_ENDS_BEFORE_ITS_LAST_VALUE -> {
                    if (operator == AttributeOperator.BETWEEN && program[value] == AttributeClause.NUMBER) {
                        int last = value + AttributeClause.VALUE_SIZE + 1;
                        put(program, last, Program.wide(program, last) - 1);
                    }
                }
                case DECIMALS_OF_AN_ATTRIBUTE_ARE_CUT_OFF -> {
                    if (program.length > value + 3 && program[value] == AttributeClause.NUMBER) {
                        program[value + 3] = 0;
                    }
                }
                case A_DAY_IS_ONE_LATER -> {
                    if (operator != AttributeOperator.EXISTS && program[value] == AttributeClause.DAY) {
                        program[value + 1]++;
                    }
                }
                case YES_IS_NO -> {
                    if (operator != AttributeOperator.EXISTS && program[value] == AttributeClause.TRUTH) {
                        program[value + 1] ^= 1;
                    }
                }
                default -> {}
            }
        }

        private static void turn(int[] program, int at, int from, int to) {
            if (Program.kind(program[at]) == from) {
                program[at] = Program.head(to, Program.number(program[at]));
            }
        }

        private static void turn(int[] program, int at, AttributeOperator from, AttributeOperator to) {
            if (AttributeClause.operator(program, at) == from) {
                program[at + 2] = AttributeClause.code(to);
            }
        }

        private static void add(int[] program, int at, int kind, int offset, long more) {
            if (kind == Program.PRICE) {
                put(program, at + offset, Program.wide(program, at + offset) + more);
            }
        }

        private static void put(int[] program, int at, long value) {
            program[at] = (int) value;
            program[at + 1] = (int) (value >>> Integer.SIZE);
        }
    }

    /** An engine with a bug. */
    private static final class Buggy {

        private final Bug bug;
        private final SmallEngine engine;

        private Buggy(Bug bug) {
            this.bug = bug;
            engine = new SmallEngine((index, program) -> bug.spoil(program));
        }

        private void register(Alert alert) {
            remove(alert.id(), bug == Bug.A_REPLACED_ALERT_STAYS);
            if (alert.active() || bug == Bug.A_PAUSED_ALERT_MATCHES) {
                engine.add(
                        switch (bug) {
                            case ANY_CURRENCY_WILL_DO ->
                                with(alert, null, alert.criteria().keywords());
                            case WORDS_OF_THE_TITLE_MAY_STAND_ANYWHERE ->
                                with(
                                        alert,
                                        SpoiltKeywords.anywhere(alert.criteria().keywords()));
                            case A_PREFIX_IS_A_WHOLE_WORD ->
                                with(
                                        alert,
                                        SpoiltKeywords.withoutStars(
                                                alert.criteria().keywords()));
                            default -> with(alert, alert.criteria().keywords());
                        });
            }
        }

        private void remove(long id, boolean stays) {
            if (stays) {
                engine.forget(id);
            } else {
                engine.remove(id);
            }
        }

        private long[] match(Listing listing) {
            return listing.status().isOpen() || bug == Bug.A_SOLD_LISTING_MATCHES ? engine.match(listing) : new long[0];
        }

        /** Active, whatever it was. */
        private static Alert with(Alert alert, Keywords keywords) {
            return with(alert, alert.criteria().price(), keywords);
        }

        private static Alert with(Alert alert, @Nullable PriceRange price, Keywords keywords) {
            AlertCriteria criteria =
                    alert.criteria().toBuilder().price(price).keywords(keywords).build();
            return alert.withCriteria(criteria).withActive(true);
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void theRandomRoundsNotice(Bug bug) {
        assertThat(isNoticed(bug, ROUNDS))
                .as("%s is noticed in %d rounds", bug, ROUNDS)
                .isTrue();
    }

    @Test
    void withoutABugThereIsNothingToNotice() {
        assertThat(Bug.values()).hasSizeGreaterThan(20);
        for (long seed = 0; seed < 50; seed++) {
            SmallWorld world = new SmallWorld(new Random(seed));
            AlertEngine engine = new AlertEngine();
            engine.setExchangeRates(SmallWorld.RATES);
            Map<Long, Alert> alerts = new HashMap<>();
            for (long id = 1; id <= STEPS; id++) {
                alerts.put(id, world.alert(id));
                engine.register(alerts.get(id));
            }
            Listing listing = world.listing();
            assertThat(engine.match(listing, SmallWorld.NOW))
                    .isEqualTo(AskingEveryAlert.match(alerts.values(), listing));
        }
    }

    private static boolean isNoticed(Bug bug, int rounds) {
        for (long seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed);
            SmallWorld world = new SmallWorld(random);
            Buggy engine = new Buggy(bug);
            Map<Long, Alert> alerts = new HashMap<>();
            for (int step = 0; step < STEPS; step++) {
                long id = 1L + random.nextInt(STEPS);
                if (random.nextInt(4) > 0) {
                    alerts.put(id, world.alert(id));
                    engine.register(alerts.get(id));
                } else {
                    alerts.remove(id);
                    engine.remove(id, bug == Bug.A_REMOVED_ALERT_STAYS);
                }
                Listing listing = bug == Bug.A_SOLD_LISTING_MATCHES
                        ? world.listing().toBuilder().status(ListingStatus.SOLD).build()
                        : world.listing();
                if (!Arrays.equals(engine.match(listing), AskingEveryAlert.match(alerts.values(), listing))) {
                    return true;
                }
            }
        }
        return false;
    }
}
