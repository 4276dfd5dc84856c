package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import dev.souk.model.listing.ListingStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the random rounds would notice a bug of pairs, as {@link BugsTest} asks of others: in an engine that has seen so
 * many listings that most words are frequent, since phrases of other words make no pair.
 */
class PairBugsTest {

    private static final int ROUNDS = 200;
    private static final int STEPS = 40;
    /** As many as {@link ExperiencedEngineTest} shows. */
    private static final int SEEN = ExperiencedEngineTest.SEEN;

    private static final int SOME_ROUNDS = 20;

    enum Bug {
        NO_PAIR_STARTS_WITH_ITS_FIRST_WORD {
            @Override
            void spoil(AlertIndex index, int[] program, int at, Term pair) {
                if (pair.uses == 1) {
                    index.vocabulary.pairStarts().remove(TermKey.firstOfPair(pair.key));
                }
            }
        },
        THE_WORDS_OF_A_PAIR_STAND_THE_OTHER_WAY_ROUND {
            @Override
            void spoil(AlertIndex index, int[] program, int at, Term pair) {
                Term one = index.vocabulary.numbered(TermKey.firstOfPair(pair.key));
                Term other = index.vocabulary.numbered(secondOfPair(pair.key));
                program[at] = index.vocabulary.usePair(other, one).number;
            }
        },
        A_PAIR_HOLDS_FOR_THE_WHOLE_OF_A_LONGER_PHRASE {
            @Override
            void spoil(AlertIndex index, int[] program, int at, Term pair) {
                for (int next = Program.CLAUSES; next < program.length; next = Program.next(program, next)) {
                    // The words may stand anywhere, and the pair is still asked for.
                    if (Program.kind(program[next]) == Program.PHRASE && Program.number(program[next]) > 2) {
                        program[next] = Program.head(Program.ALL, Program.number(program[next]));
                    }
                }
            }
        };

        /** Of a program, or of where it is to be found, that demands a pair at that place. */
        abstract void spoil(AlertIndex index, int[] program, int at, Term pair);

        private void spoil(AlertIndex index, int[] program) {
            int all = Program.find(program, Program.ALL);
            int count = all < 0 ? 0 : Program.number(program[all]);
            for (int at = all + count; at > all; at--) {
                Term term = index.vocabulary.numbered(program[at]);
                if (term.kind == Term.Kind.PAIR) {
                    spoil(index, program, at, term);
                }
            }
        }

        private static int secondOfPair(long key) {
            return (int) (key ^ TermKey.ofPair(TermKey.firstOfPair(key), 0));
        }
    }

    /** What came of a round. */
    private static final class Round {

        private boolean isNoticed;
        private int filedByPairs;
        private int foundByPairs;
        /** Ids of the alerts that were filed by one last. */
        private final Set<Long> byPair = new HashSet<>();
    }

    private static Round round(long seed, BiConsumer<AlertIndex, int[]> spoiling) {
        Round round = new Round();
        SmallEngine engine = new SmallEngine((index, program) -> {
            round.byPair.remove(Program.id(program));
            if (isFiledByPair(index, program)) {
                round.filedByPairs++;
                round.byPair.add(Program.id(program));
            }
            spoiling.accept(index, program);
        });
        SmallWorld before = new SmallWorld(new Random(seed));
        for (int i = 0; i < SEEN; i++) {
            engine.match(before.listing());
        }
        Random random = new Random(seed);
        SmallWorld world = new SmallWorld(random);
        Map<Long, Alert> alerts = new HashMap<>();
        for (int step = 0; step < STEPS && !round.isNoticed; step++) {
            long id = 1L + random.nextInt(STEPS);
            engine.remove(id);
            alerts.remove(id);
            if (random.nextInt(4) > 0) {
                Alert alert = world.alert(id);
                engine.add(alert);
                alerts.put(id, alert);
            }
            Listing listing =
                    world.listing().toBuilder().status(ListingStatus.AVAILABLE).build();
            long[] found = engine.match(listing);
            round.isNoticed = !Arrays.equals(found, AskingEveryAlert.match(alerts.values(), listing));
            for (long one : found) {
                round.foundByPairs += round.byPair.contains(one) ? 1 : 0;
            }
        }
        return round;
    }

    private static boolean isFiledByPair(AlertIndex index, int[] program) {
        int filing = program[Program.filing(program)];
        return Program.kind(filing) == Program.FILED_TERM
                && index.vocabulary.numbered(program[Program.number(filing)]).kind == Term.Kind.PAIR;
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void theRandomRoundsNotice(Bug bug) {
        long seed = 0;
        while (seed < ROUNDS && !round(seed, bug::spoil).isNoticed) {
            seed++;
        }
        assertThat(seed).as("%s is noticed in %d rounds", bug, ROUNDS).isLessThan(ROUNDS);
    }

    /** Else a bug of pairs would be noticed by chance, and the rounds of an experienced engine say nothing of them. */
    @Test
    void inThoseRoundsAlertsAreFiledByPairsAndFoundByThem() {
        int filed = 0;
        int found = 0;
        for (long seed = 0; seed < SOME_ROUNDS; seed++) {
            Round round = round(seed, (index, program) -> {});
            assertThat(round.isNoticed).as("without a bug, seed %d", seed).isFalse();
            filed += round.filedByPairs;
            found += round.foundByPairs;
        }

        assertThat(filed).as("filed").isGreaterThan(SOME_ROUNDS);
        assertThat(found).as("found").isGreaterThan(SOME_ROUNDS / 2);
    }
}
