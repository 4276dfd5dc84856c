package dev.souk.alerts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that are filed in each place, by their slots among the {@link Programs}. A place is a number, kept by the term
 * or anchor that it belongs to: 0 is none, a negative one is the slot of one alert alone, a positive one a list. One writer
 * at a time; readers take no lock and see every alert whose filing was over before they began to read, unless it was taken
 * out since.
 */
final class Postings {

    /*
     * A list is one array: where it ends, how many holes it has, then for each alert the two halves of its Marks and its
     * slot. The writer fills free places at the end and leaves holes where it removes. To grow, or to close many holes, it
     * puts another array in the place of this one, which stays as it is for those who still read it.
     *
     * In place of a slot the first and the last of a row of holes have its length, below 0. So the writer, who looks for an
     * alert from both ends in turns, passes a row in one step: the oldest and the newest are found at once.
     *
     * A place stays a list until nothing is left there: if its number went to others before, who is about to read it would
     * miss the alert that is left.
     */

    private static final VarHandle LIST = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    static final int NOWHERE = 0;

    private static final int HOLES = 1;
    private static final int HEAD = 2;
    private static final int SIZE = 3;
    /** Where among these the slot stands. */
    private static final int SLOT = 2;
    /** Elements of a cache line. */
    private static final int LINE = 16;

    private static final int SMALLEST = 16;

    private final Programs programs;
    private volatile int[] @Nullable [] lists = new int[SMALLEST][];
    private final IntList free = new IntList();
    private int used = 1;
    private long steps;

    Postings(Programs programs) {
        this.programs = programs;
    }

    /**
     * For the writer: the place that the alert is filed in together with those of this place.
     *
     * @param marks as {@link Marks#of} the alert
     */
    int with(int place, int[] program, long marks) {
        if (place == NOWHERE) {
            return -Program.slot(program);
        }
        if (place < 0) {
            int[] two = list(2);
            int[] first = programs.get(-place);
            append(two, first, Marks.of(first));
            append(two, program, marks);
            return place(two);
        }
        int[] list = writable(place);
        if (list[0] == list.length) {
            list = copy(list);
            append(list, program, marks);
            LIST.setRelease(lists, place, list);
        } else {
            append(list, program, marks);
        }
        return place;
    }

    /** For the writer: the place of those that are left. */
    int without(int place, int[] program) {
        int slot = Program.slot(program);
        if (place <= 0) {
            return place == -slot ? NOWHERE : place;
        }
        int[] list = writable(place);
        int at = find(slot, list);
        if (at >= HEAD) {
            dig(at, list);
        }
        int left = size(list);
        if (left == 0) {
            LIST.setRelease(lists, place, null);
            free.add(place);
            if (free.size == used - 1) {
                clear();
            }
            return NOWHERE;
        }
        if (left < list[HOLES]) {
            LIST.setRelease(lists, place, copy(list));
        }
        return place;
    }

    /** Where the slot stands; below {@link #HEAD} if it does not. */
    private int find(int slot, int[] list) {
        int front = HEAD + SLOT;
        int back = list[0] - SIZE + SLOT;
        while (front <= back) {
            steps++;
            if (list[front] == slot) {
                return front;
            }
            if (list[back] == slot) {
                return back;
            }
            front += SIZE * Math.max(1, -list[front]);
            back -= SIZE * Math.max(1, -list[back]);
        }
        return NOWHERE;
    }

    /** Makes one row of the holes before and behind, and this. Whatever a hole has below 0, to readers it is a hole. */
    private static void dig(int at, int[] list) {
        int first = at;
        int last = at;
        if (at - SIZE > HEAD && list[at - SIZE] < 0) {
            first += SIZE * list[at - SIZE];
        }
        if (at + SIZE < list[0] && list[at + SIZE] < 0) {
            last -= SIZE * list[at + SIZE];
        }
        int row = (last - first) / SIZE + 1;
        ELEMENT.setRelease(list, at, -row);
        ELEMENT.setRelease(list, first, -row);
        ELEMENT.setRelease(list, last, -row);
        list[HOLES]++;
    }

    /** When nothing is filed anywhere. */
    private void clear() {
        lists = new int[SMALLEST][];
        used = 1;
        free.release();
    }

    /** For tests: how often the writer compared both ends of what is left of a list with what it looks for. */
    long steps() {
        return steps;
    }

    private static int[] list(int capacity) {
        int[] list = new int[HEAD + SIZE * capacity];
        list[0] = HEAD;
        return list;
    }

    private static void append(int[] list, int[] program, long marks) {
        int end = list[0];
        list[end] = (int) marks;
        list[end + 1] = (int) (marks >>> Integer.SIZE);
        list[end + SLOT] = Program.slot(program);
        ELEMENT.setRelease(list, 0, end + SIZE);
    }

    /** Without holes, and with room for some more. */
    private static int[] copy(int[] list) {
        int alive = size(list);
        int[] fresh = list(alive + 1 + (alive >> 2));
        int end = HEAD;
        for (int i = HEAD; i < list[0]; i += SIZE) {
            if (list[i + SLOT] > 0) {
                System.arraycopy(list, i, fresh, end, SIZE);
                end += SIZE;
            }
        }
        fresh[0] = end;
        return fresh;
    }

    private static int size(int[] list) {
        return (list[0] - HEAD) / SIZE - list[HOLES];
    }

    private int place(int[] list) {
        int place;
        if (free.size > 0) {
            place = free.removeLast();
        } else {
            place = used;
            used++;
            if (place == lists.length) {
                lists = Arrays.copyOf(lists, place + (place >> 1));
            }
        }
        LIST.setRelease(lists, place, list);
        return place;
    }

    private int[] writable(int place) {
        int[] list = lists[place];
        if (list == null) {
            throw new IllegalStateException("nothing is filed in place " + place);
        }
        return list;
    }

    /** Adds the slots to the candidates whose alerts the listing's terms and price allow. */
    int read(IntList places, long[] bitmap, int bracket, IntList candidates) {
        // Memory is waited for once for all lists, not once for each: first all heads are asked for, then all that
        // follows.
        int[] @Nullable [] all = lists;
        int touched = 0;
        for (int i = 0; i < places.size; i++) {
            touched += at(places.items[i], all) != null ? 1 : 0;
        }
        for (int i = 0; i < places.size; i++) {
            int[] list = at(places.items[i], all);
            touched += list == null ? 0 : list[0];
        }
        for (int i = 0; i < places.size; i++) {
            int[] list = at(places.items[i], all);
            for (int line = LINE; list != null && line < list.length; line += LINE) {
                touched += list[line];
            }
        }
        for (int i = 0; i < places.size; i++) {
            int place = places.items[i];
            if (place < 0) {
                candidates.add(-place);
            } else {
                int[] list = at(place, all);
                if (list != null) {
                    read(list, bitmap, bracket, candidates);
                }
            }
        }
        return touched;
    }

    /** The list of a place; null if it is none, or the place is gone, which it is too if there are fewer lists now. */
    private static int @Nullable [] at(int place, int[] @Nullable [] all) {
        return place > 0 && place < all.length ? (int[]) LIST.getAcquire(all, place) : null;
    }

    private static void read(int[] list, long[] bitmap, int bracket, IntList candidates) {
        int end = (int) ELEMENT.getAcquire(list, 0);
        candidates.room((end - HEAD) / SIZE);
        int[] slots = candidates.items;
        int size = candidates.size;
        for (int i = HEAD; i < end; i += SIZE) {
            int slot = (int) ELEMENT.getAcquire(list, i + SLOT);
            slots[size] = slot;
            size += Marks.fit(list[i], list[i + 1], bitmap, bracket) & (-slot >>> (Integer.SIZE - 1));
        }
        candidates.size = size;
    }

    long bytes() {
        long bytes = 4L * (lists.length + free.items.length);
        for (int[] list : lists) {
            bytes += list == null ? 0 : (16 + 4L * list.length + 7) / 8 * 8;
        }
        return bytes;
    }
}
