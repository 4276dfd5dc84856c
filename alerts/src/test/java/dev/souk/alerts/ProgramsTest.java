package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramsTest {

    private final Programs programs = new Programs();

    /** So long that it fills several chunks, now and then. */
    private static int[] alert(long id, Random random) {
        int terms = random.nextInt(1_000) == 0 ? 40_000 : random.nextInt(60);
        int[] program = new int[Program.CLAUSES + 1 + terms + 1];
        program[0] = (int) id;
        program[1] = (int) (id >>> Integer.SIZE);
        program[Program.CLAUSES] = Program.head(Program.ALL, terms);
        for (int i = 1; i <= terms; i++) {
            program[Program.CLAUSES + i] = (int) id + i;
        }
        program[Program.CLAUSES + 1 + terms] = Program.head(Program.FILED_EVERYWHERE, 0);
        return program;
    }

    private static long idAt(Programs.Pool all, int place) {
        int[] chunk = all.at(place);
        return chunk == null ? -1 : Program.wide(chunk, Programs.offset(place));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasAddedAndNotRemovedStaysAsItWasWhereverItMoves(long seed) {
        Random random = new Random(seed);
        Map<Integer, int[]> expected = new HashMap<>();
        List<Integer> slots = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            // Up and down, so that chunks are emptied and their numbers given anew.
            if (random.nextInt(100) < (step / 5_000 % 2 == 0 ? 60 : 40)) {
                int[] program = alert(step, random);
                programs.add(program);
                assertThat(expected.put(Program.slot(program), program)).isNull();
                slots.add(Program.slot(program));
            } else if (!slots.isEmpty()) {
                int which = random.nextInt(slots.size());
                int slot = slots.set(which, slots.get(slots.size() - 1));
                slots.remove(slots.size() - 1);
                programs.remove(slot);
                expected.remove(slot);
            }
            if (step % 2_500 == 0) {
                expected.forEach((slot, program) ->
                        assertThat(programs.get(slot)).as("seed %d", seed).isEqualTo(program));
            }
        }
    }

    @Test
    void whoKeptWhereAlertsStoodFindsEachOrIsToldThatItMovedOrIsGone() {
        Random random = new Random(5);
        List<int[]> alerts = new ArrayList<>();
        for (int id = 0; id < 20_000; id++) {
            alerts.add(alert(id, random));
            programs.add(alerts.get(id));
        }
        Programs.Pool before = programs.all();
        int[] places = alerts.stream()
                .mapToInt(program -> before.place(Program.slot(program)))
                .toArray();

        for (int id = 0; id < 20_000; id++) {
            if (id % 3 > 0) {
                programs.remove(Program.slot(alerts.get(id)));
            }
        }
        for (int id = 20_000; id < 60_000; id++) {
            int[] passing = alert(id, random);
            programs.add(passing);
            programs.remove(Program.slot(passing));
        }

        for (int id = 0; id < 20_000; id++) {
            int[] chunk = before.at(places[id]);
            int state = chunk == null ? Program.MOVED : Program.state(chunk, Programs.offset(places[id]));
            assertThat(chunk == null ? id : idAt(before, places[id]))
                    .as("no other alert")
                    .isEqualTo(id);
            assertThat(state).isNotEqualTo(id % 3 > 0 ? Program.slot(alerts.get(id)) : Program.GONE);
            if (id % 3 == 0) {
                Programs.Pool now = programs.all();
                assertThat(idAt(now, now.place(Program.slot(alerts.get(id))))).isEqualTo(id);
            }
        }
    }

    @Test
    void theMemoryOfWhatIsRemovedIsGivenBack() {
        Random random = new Random(6);
        List<Integer> slots = new ArrayList<>();
        for (int id = 0; id < 20_000; id++) {
            int[] program = alert(id, random);
            programs.add(program);
            slots.add(Program.slot(program));
        }
        long all = programs.bytes();

        slots.subList(0, 18_000).forEach(programs::remove);
        long tenth = programs.bytes();
        slots.subList(18_000, 20_000).forEach(programs::remove);

        assertThat(tenth).isLessThan(all / 4);
        assertThat(programs.bytes()).isZero();
    }

    @Test
    void whoReadsWhileAlertsMoveFindsEachThatStays() throws Exception {
        Random random = new Random(7);
        int[] staying = new int[50];
        for (int id = 0; id < staying.length; id++) {
            int[] program = alert(id, random);
            programs.add(program);
            staying[id] = Program.slot(program);
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        Callable<Long> reader = () -> {
            long moves = 0;
            while (writing.get()) {
                for (int id = 0; id < staying.length; id++) {
                    moves += movesUntilFound(id, staying[id]);
                }
            }
            return moves;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> reads = List.of(threads.submit(reader), threads.submit(reader));
            ArrayDeque<Integer> passing = new ArrayDeque<>();
            for (int id = 1_000; id < 200_000; id++) {
                int[] program = alert(id, random);
                programs.add(program);
                passing.add(Program.slot(program));
                while (passing.size() > 1 + id % 100) {
                    programs.remove(passing.remove());
                }
            }
            writing.set(false);
            for (Future<Long> read : reads) {
                assertThat(read.get()).isNotNegative();
            }
        } finally {
            writing.set(false);
            threads.shutdown();
        }
    }

    private long movesUntilFound(int id, int slot) {
        for (long moves = 0; ; moves++) {
            Programs.Pool all = programs.all();
            int place = all.place(slot);
            int[] chunk = all.at(place);
            assertThat(place).isNotEqualTo(Programs.NOWHERE);
            if (chunk != null) {
                assertThat(Program.wide(chunk, Programs.offset(place))).isEqualTo(id);
                int state = Program.state(chunk, Programs.offset(place));
                assertThat(state).isIn(slot, Program.MOVED);
                if (state == slot) {
                    return moves;
                }
            }
        }
    }

    private static int[] alertOf(int terms) {
        int[] program = new int[Program.CLAUSES + 1 + terms + 1];
        program[Program.CLAUSES] = Program.head(Program.ALL, terms);
        program[Program.CLAUSES + 1 + terms] = Program.head(Program.FILED_EVERYWHERE, 0);
        return program;
    }

    @Test
    void aLargeAlertThatIsChangedBetweenSmallOnesLeavesNoChunksNearlyEmpty() {
        int[] large = alertOf(32_700);
        programs.add(large);

        for (int i = 0; i < 100; i++) {
            programs.add(alertOf(5));
            int before = Program.slot(large);
            programs.add(large);
            programs.remove(before);
        }

        assertThat(programs.bytes()).isLessThan(3 * 4 * 32_768);
    }

    @Test
    void chunksGetLowerNumbersAlsoWhereAlertsAreOnlyRemoved() {
        Random random = new Random(8);
        Programs few = new Programs(200);
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            int[] program = alertOf(1_000);
            few.add(program);
            slots.add(Program.slot(program));
        }
        Collections.shuffle(slots, random);

        int highest = 0;
        for (int slot : slots) {
            few.remove(slot);
            highest = Math.max(highest, few.highestNumber());
        }

        assertThat(highest).isBetween(100, 199);
    }

    @Test
    void chunksGetLowerNumbersNowAndThen() {
        Programs few = new Programs(200);
        for (int i = 0; i < 60; i++) {
            few.add(alertOf(5_000));
        }
        Set<Programs.Pool> pools = Collections.newSetFromMap(new IdentityHashMap<>());

        for (int i = 0; i < 1_000; i++) {
            int[] passing = alertOf(5_000);
            few.add(passing);
            few.remove(Program.slot(passing));
            pools.add(few.all());
        }

        assertThat(pools).hasSizeLessThan(40);
    }

    @Test
    void whatThereIsNoRoomForTakesNoSlotAndIsRefusedUntilOthersAreGone() {
        Programs few = new Programs(200);
        List<Integer> slots = new ArrayList<>();
        Consumer<Integer> add = terms -> {
            int[] program = alertOf(terms);
            few.add(program);
            slots.add(Program.slot(program));
        };
        assertThatThrownBy(() -> {
                    while (true) {
                        add.accept(5_000);
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no room for more than %,d alerts".formatted(slots.size()));
        for (int i = 0; i < 50; i++) {
            Integer terms = i;
            assertThatThrownBy(() -> add.accept(terms)).isInstanceOf(IllegalStateException.class);
        }

        slots.forEach(few::remove);

        assertThat(few.bytes()).as("as if there never was any").isZero();
        slots.clear();
        add.accept(5);
        assertThat(slots).containsExactly(1);
    }

    @Test
    void theListOfFreeSlotsShrinksWhenTheyAreTakenAgain() {
        for (int i = 0; i < 20_000; i++) {
            programs.add(alertOf(5));
        }
        for (int slot = 1; slot < 20_000; slot++) {
            programs.remove(slot);
        }
        long many = programs.bytesOfSlots();

        for (int i = 0; i < 19_000; i++) {
            programs.add(alertOf(5));
        }

        assertThat(programs.bytesOfSlots()).isLessThan(many - 4 * 15_000);
    }
}
