package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of an engine beside plain maps, while they grow over several sizes and shrink again. */
class TablesTest {

    private static final int STEPS = 120_000;

    /** Mostly more while they grow, mostly less afterwards. */
    private static boolean isMore(int step, Random random) {
        return random.nextInt(100) < (step < STEPS / 2 ? 80 : 15);
    }

    private static <T> T taken(List<T> all, Random random) {
        int which = random.nextInt(all.size());
        T taken = all.get(which);
        all.set(which, all.get(all.size() - 1));
        all.remove(all.size() - 1);
        return taken;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void anIdIsFoundWithItsSlotAndWhatWasWrittenAndNoOtherIs(long seed) {
        Random random = new Random(seed);
        boolean isCounted = seed == 1;
        Register register = new Register(true);
        Map<Long, byte[]> expected = new HashMap<>();
        List<Long> ids = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (ids.isEmpty() || isMore(step, random)) {
                long id = isCounted ? step : random.nextLong();
                int[] program = Program.inactive(id);
                register.programs.add(program);
                byte[] written = {(byte) step, (byte) (step >> 8)};
                register.put(id, Program.slot(program), written);
                expected.put(id, written);
                ids.add(id);
            } else {
                long id = taken(ids, random);
                int slot = register.slot(id);
                register.remove(id);
                register.programs.remove(slot);
                expected.remove(id);
                assertThat(register.slot(id)).as("seed %d", seed).isEqualTo(Register.NONE);
            }
            if (step % 20_000 == 0 || step == STEPS - 1) {
                assertThat(register.size()).isEqualTo(expected.size());
                expected.forEach((id, written) -> {
                    assertThat(register.programs.id(register.slot(id)))
                            .as("seed %d", seed)
                            .isEqualTo(id);
                    assertThat(register.written(id)).as("seed %d", seed).isEqualTo(written);
                });
                Map<Long, byte[]> listed = new HashMap<>();
                register.forEach((id, slot, written) -> listed.put(id, written));
                assertThat(listed.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
            }
        }
    }

    /** Whoever is told the ids in the order of one table, as a snapshot is, would fill another from one end. */
    @Test
    void idsInTheOrderOfAnotherTableStandAsFarApartAsInAnyOrder() {
        Register register = new Register(false);
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            add(register, random.nextLong());
        }
        Register copy = new Register(false);
        List<Integer> rows = new ArrayList<>();

        register.forEach((id, slot, written) -> {
            add(copy, id);
            if (copy.size() % 5_000 == 0) {
                rows.add(copy.longestRow());
            }
        });

        assertThat(rows).hasSize(10).allMatch(row -> row < 300);
    }

    @Test
    void anIdThatIsRemovedAndPutOverAndOverLeavesNoLongRowOfGraves() {
        Register register = new Register(false);
        for (long id = 0; id < 60_000; id++) {
            add(register, id);
        }

        for (int i = 0; i < 30_000; i++) {
            int slot = register.slot(7);
            register.remove(7);
            register.programs.remove(slot);
            add(register, 7);
            if (i % 1_000 == 0) {
                assertThat(register.longestRow()).as("after %d", i).isBetween(2, 12_000);
            }
        }

        assertThat(register.size()).isEqualTo(60_000);
    }

    private static void add(Register register, long id) {
        int[] program = Program.inactive(id);
        register.programs.add(program);
        register.put(id, Program.slot(program), new byte[0]);
    }

    @Test
    void aWordOfEachKindHasAHomeOfItsOwn() {
        TermTable table = new TermTable(1 << 12);
        for (int i = 0; i < 1_000; i++) {
            char[] word = ("word" + i).toCharArray();
            Set<Integer> homes = new HashSet<>();
            for (Term.Kind kind : Term.Kind.values()) {
                homes.add(table.home(TermKey.of(kind, word, 0, word.length)));
            }
            assertThat(homes).hasSameSizeAs(Term.Kind.values());
        }
    }

    /** However full it happens to be, a table that has just been made anew is not made anew for the next words. */
    @ParameterizedTest
    @ValueSource(ints = {30, 36, 40, 41, 42, 60, 80, 84, 85})
    void wordsThatComeAndGoHaveTheirTableMadeAnewNowAndThen(int living) {
        Vocabulary vocabulary = new Vocabulary();
        Queue<Term> terms = new ArrayDeque<>();
        for (int i = 0; i < living; i++) {
            terms.add(use(vocabulary, "w" + i));
        }
        Set<TermTable> tables = Collections.newSetFromMap(new IdentityHashMap<>());

        for (int i = 0; i < 1_000; i++) {
            terms.add(use(vocabulary, "v" + i));
            vocabulary.release(terms.remove().number);
            tables.add(vocabulary.table());
        }

        assertThat(tables).hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bike", "so long that it is hashed"})
    void aWordThatIsForgottenAndUsedAgainTakesNoOtherPlace(String word) {
        Vocabulary vocabulary = new Vocabulary();
        Term first = use(vocabulary, word);
        TermTable table = vocabulary.table();

        Term last = first;
        for (int i = 0; i < 10_000; i++) {
            vocabulary.release(last.number);
            assertThat(found(vocabulary, word)).isEqualTo(TermTable.UNKNOWN);
            last = use(vocabulary, word);
        }

        assertThat(vocabulary.table()).isSameAs(table);
        assertThat(TermTable.number(found(vocabulary, word))).isEqualTo(last.number);
    }

    @Test
    void longWordsThatAreForgottenAreKeptUntilTheyOutnumberTheOthers() {
        Vocabulary vocabulary = new Vocabulary();
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            terms.add(use(vocabulary, "so long that it is hashed " + i));
        }

        terms.subList(0, 31_000).forEach(term -> vocabulary.release(term.number));

        assertThat(vocabulary.table().capacity()).isLessThan(40_000);
        assertThat(TermTable.number(found(vocabulary, "so long that it is hashed 35000")))
                .isEqualTo(terms.get(35_000).number);
    }

    private static Term use(Vocabulary vocabulary, String word) {
        return vocabulary.use(Term.Kind.WORD, word.toCharArray(), 0, word.length());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4})
    void anAnchorLeadsToItsPlaceAndTheBitsDenyNoneThatIsThere(long seed) {
        Random random = new Random(seed);
        AnchorTable table = AnchorTable.empty();
        Map<Integer, Integer> expected = new HashMap<>();
        List<Integer> anchors = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            if (anchors.isEmpty() || isMore(step, random)) {
                int anchor = random.nextInt() | 1;
                if (expected.put(anchor, step) == null) {
                    anchors.add(anchor);
                }
                table = table.with(anchor, step);
            } else {
                int anchor = taken(anchors, random);
                expected.remove(anchor);
                table = table.with(anchor, Postings.NOWHERE);
                assertThat(table.find(anchor)).as("seed %d", seed).isEqualTo(Postings.NOWHERE);
            }
            if (step % 20_000 == 0) {
                assertThat(table.size()).isEqualTo(expected.size());
                for (Map.Entry<Integer, Integer> entry : expected.entrySet()) {
                    assertThat(table.find(entry.getKey())).as("seed %d", seed).isEqualTo(entry.getValue());
                    assertThat(table.mayHold(entry.getKey()))
                            .as("seed %d", seed)
                            .isOne();
                }
            }
        }
    }

    @Test
    void theBitsOfAnchorsSufficeForAsManySlotsAsThereCanBe() {
        assertThat(AnchorTable.words(64)).isEqualTo(4);
        assertThat(AnchorTable.words(65)).isEqualTo(8);
        assertThat(AnchorTable.words(1 << 29)).isEqualTo(1 << 25);
        assertThat(AnchorTable.words(1 << 30)).isEqualTo(1 << 26);
        assertThat(AnchorTable.words(Integer.MAX_VALUE)).isEqualTo(1 << 26);
        for (int capacity : new int[] {64, 65, 1_000, 1 << 29, 1 << 30, Integer.MAX_VALUE}) {
            int bit = -1 >>> AnchorTable.shift(capacity);
            assertThat(bit >>> 6).isEqualTo(AnchorTable.words(capacity) - 1);
        }
    }

    @Test
    void theMemoryOfTablesIsCountedByTheirPlacesAndGivenBack() {
        assertThat(AnchorTable.empty().bytes()).isEqualTo(8L * (64 + AnchorTable.words(64)));
        for (boolean keepsWritten : new boolean[] {true, false}) {
            Register register = new Register(keepsWritten);
            long smallest = 64L * (keepsWritten ? 9 : 5);
            assertThat(register.bytes()).isEqualTo(smallest);
            for (long id = 0; id < 10_000; id++) {
                add(register, id);
            }
            assertThat(register.bytes()).isBetween(10_000 * smallest / 64, 20_000 * smallest / 64);
            for (long id = 0; id < 10_000; id++) {
                register.remove(id);
            }
            assertThat(register.bytes()).isEqualTo(smallest);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void aTermKeepsItsNumberWhileItIsUsedAndIsForgottenAfterwards(long seed) {
        Random random = new Random(seed);
        Vocabulary vocabulary = new Vocabulary();
        Map<String, Integer> expected = new HashMap<>();
        List<String> uses = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (uses.isEmpty() || isMore(step, random)) {
                // Some fit into their key, and some are too long for it.
                String text = (random.nextBoolean() ? "x" : "so long that it is hashed ") + random.nextInt(60_000);
                Term term = vocabulary.use(Term.Kind.WORD, text.toCharArray(), 0, text.length());
                Integer known = expected.put(text, term.number);
                assertThat(known == null || known == term.number)
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(term.uses).isEqualTo(known == null ? 1 : vocabulary.numbered(known).uses);
                uses.add(text);
            } else {
                String text = taken(uses, random);
                int number = Objects.requireNonNull(expected.get(text));
                boolean isLast = vocabulary.numbered(number).uses == 1;
                vocabulary.release(number);
                if (isLast) {
                    expected.remove(text);
                    assertThat(found(vocabulary, text)).as("seed %d", seed).isEqualTo(TermTable.UNKNOWN);
                }
            }
            if (step % 20_000 == 0 || step == STEPS - 1) {
                assertThat(vocabulary.size()).isEqualTo(expected.size());
                expected.forEach((text, number) -> assertThat(TermTable.number(found(vocabulary, text)))
                        .as("seed %d", seed)
                        .isEqualTo(number));
            }
        }
    }

    private static long found(Vocabulary vocabulary, String text) {
        char[] characters = text.toCharArray();
        long key = TermKey.of(Term.Kind.WORD, characters, 0, characters.length);
        return vocabulary.table().find(key, characters, 0, characters.length);
    }
}
