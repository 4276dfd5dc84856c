package dev.souk.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsTest {

    private static final int PLACES = 5;
    private static final int ANY_BRACKET = 500;

    private final Programs programs = new Programs();
    private final Postings postings = new Postings(programs);
    private final long[] bitmap = new long[Marks.BITMAP];

    private int[] alert(long id) {
        int[] program = {(int) id, 0, 0, Program.head(Program.FILED_EVERYWHERE, 0)};
        programs.add(program);
        return program;
    }

    private int with(int place, int[] program) {
        return postings.with(place, program, Marks.of(program));
    }

    private Set<Integer> read(int place) {
        Marks.clear(bitmap);
        IntList places = new IntList();
        if (place != Postings.NOWHERE) {
            places.add(place);
        }
        IntList found = new IntList();
        postings.read(places, bitmap, ANY_BRACKET, found);
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < found.size; i++) {
            assertThat(slots.add(found.items[i])).as("each once").isTrue();
        }
        return slots;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPlaceHoldsWhatWasFiledThereAndNotTakenOut(long seed) {
        Random random = new Random(seed);
        int[] places = new int[PLACES];
        List<List<int[]>> expected = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            expected.add(new ArrayList<>());
        }
        for (int step = 0; step < 3_000; step++) {
            int which = random.nextInt(PLACES);
            List<int[]> there = expected.get(which);
            // Up and down, so that places are emptied and filled again.
            if (random.nextInt(100) < (step / 300 % 2 == 0 ? 70 : 30)) {
                int[] program = alert(step);
                there.add(program);
                places[which] = with(places[which], program);
            } else if (!there.isEmpty()) {
                int[] program = there.remove(random.nextInt(there.size()));
                places[which] = postings.without(places[which], program);
                programs.remove(Program.slot(program));
            }
            assertThat(read(places[which]))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(new HashSet<>(there.stream().map(Program::slot).toList()));
        }
    }

    @Test
    void aPlaceThatIsEmptyTakesNothingAndAListStaysOneUntilThen() {
        int[] one = alert(1);
        int[] two = alert(2);

        int alone = with(Postings.NOWHERE, one);
        int list = with(alone, two);
        int left = postings.without(list, one);

        assertThat(alone).isEqualTo(-Program.slot(one));
        assertThat(list).isPositive();
        assertThat(left).as("who is about to read it must still find the other").isEqualTo(list);
        assertThat(postings.without(left, two)).isEqualTo(Postings.NOWHERE);
        assertThat(postings.without(alone, two)).as("one that is not there").isEqualTo(alone);
    }

    @Test
    void anAlertWhosePriceDoesNotFitIsPassedBy() {
        int price = Program.head(Program.PRICE, Program.PRICE_SIZE);
        int[] cheap = {1, 0, 0, price, 7, 0, 0, 1_000_000, 0, Program.head(Program.FILED_EVERYWHERE, 0)};
        programs.add(cheap);
        int list = with(with(Postings.NOWHERE, cheap), alert(2));
        Marks.clear(bitmap);
        Marks.show(bitmap, 7);
        IntList places = new IntList();
        places.add(list);
        IntList found = new IntList();

        postings.read(places, bitmap, Prices.bracket(1_000_001), found);
        int atItsHighest = found.size;
        found.clear();
        postings.read(places, bitmap, Prices.LAST_BRACKET, found);

        assertThat(atItsHighest).isEqualTo(2);
        assertThat(found.size).isEqualTo(1);
    }

    @Test
    void aReaderWhoComesToASlotAfterAllAlertsAreGoneFindsNothing() {
        List<int[]> many = new ArrayList<>();
        for (long id = 1; id <= 100; id++) {
            many.add(alert(id));
        }
        int last = Program.slot(many.get(99));
        many.forEach(program -> programs.remove(Program.slot(program)));

        assertThat(programs.all().place(last)).isEqualTo(Programs.NOWHERE);
    }

    @Test
    void tellsWhatItsListsTake() {
        long empty = postings.bytes();
        int place = Postings.NOWHERE;
        for (int i = 0; i < 1_000; i++) {
            place = with(place, alert(i));
        }

        // Three numbers for each alert, and room for a quarter more.
        assertThat(postings.bytes() - empty).isBetween(12_000L, 15_100L);
    }

    /** Hosts add alerts as they came and remove them in the same order, or the last ones first. */
    @ParameterizedTest
    @ValueSource(strings = {"the oldest first", "the newest first", "in turns"})
    void theOldestAndTheNewestOfALongListAreFoundAtOnce(String order) {
        Deque<int[]> alerts = new ArrayDeque<>();
        int place = Postings.NOWHERE;
        for (int id = 0; id < 20_000; id++) {
            alerts.add(alert(id));
            place = with(place, alerts.getLast());
        }

        for (int i = 0; !alerts.isEmpty(); i++) {
            boolean isOldest = order.equals("in turns") ? i % 2 == 0 : order.equals("the oldest first");
            place = postings.without(place, isOldest ? alerts.removeFirst() : alerts.removeLast());
        }

        assertThat(place).isEqualTo(Postings.NOWHERE);
        assertThat(postings.steps()).as("a row of holes, then the alert").isLessThanOrEqualTo(2 * 20_000);
    }

    @Test
    void whoReadsALongListTakesNoMoreRoomThanItsAlertsNeed() {
        int place = Postings.NOWHERE;
        for (int id = 0; id < 10_000; id++) {
            place = with(place, alert(id));
        }
        IntList places = new IntList();
        places.add(place);
        IntList found = new IntList();
        Marks.clear(bitmap);

        postings.read(places, bitmap, ANY_BRACKET, found);

        assertThat(found.size).isEqualTo(10_000);
        assertThat(found.items.length).isLessThan(11_000);
    }

    @Test
    void whenNothingIsFiledAnyMoreTheMemoryOfThePlacesIsGivenBack() {
        long empty = postings.bytes();
        List<int[]> alerts = new ArrayList<>();
        int[] places = new int[5_000];
        for (int id = 0; id < 2 * places.length; id++) {
            alerts.add(alert(id));
            places[id / 2] = with(places[id / 2], alerts.get(id));
        }
        int last = places[places.length - 1];

        for (int id = 0; id < 2 * places.length; id++) {
            places[id / 2] = postings.without(places[id / 2], alerts.get(id));
        }

        assertThat(postings.bytes()).isEqualTo(empty);
        assertThat(read(last)).as("what a reader still finds there").isEmpty();
    }

    @Test
    void whoReadsAListWhileOthersComeAndGoFindsEachThatStays() throws Exception {
        Random random = new Random(9);
        Set<Integer> staying = new HashSet<>();
        Deque<int[]> passing = new ArrayDeque<>();
        int filed = Postings.NOWHERE;
        for (int id = 0; id < 400; id++) {
            int[] program = alert(id);
            filed = with(filed, program);
            if (id % 8 == 0) {
                staying.add(Program.slot(program));
            } else {
                passing.add(program);
            }
        }
        int place = filed;
        AtomicBoolean writing = new AtomicBoolean(true);
        Callable<Integer> reader = () -> {
            long[] everything = new long[Marks.BITMAP];
            Marks.clear(everything);
            IntList places = new IntList();
            places.add(place);
            IntList found = new IntList();
            int reads = 0;
            while (writing.get()) {
                found.clear();
                postings.read(places, everything, ANY_BRACKET, found);
                Set<Integer> missed = new HashSet<>(staying);
                Arrays.stream(found.items, 0, found.size).forEach(missed::remove);
                assertThat(missed).isEmpty();
                reads++;
            }
            return reads;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> reads = List.of(threads.submit(reader), threads.submit(reader));
            for (int id = 1_000; id < 300_000; id++) {
                if (passing.isEmpty() || random.nextInt(700) > passing.size()) {
                    passing.add(alert(id));
                    assertThat(with(place, passing.getLast())).isEqualTo(place);
                } else {
                    int[] program = random.nextBoolean() ? passing.removeFirst() : passing.removeLast();
                    assertThat(postings.without(place, program)).isEqualTo(place);
                    programs.remove(Program.slot(program));
                }
            }
            writing.set(false);
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        } finally {
            writing.set(false);
            threads.shutdown();
        }
    }
}
