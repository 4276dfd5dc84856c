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
     * A place stays a list until nothing is left there: if its number went to others before, who is about to read it would
     * miss the alert that is left.
     */

    private static final VarHandle LIST = MethodHandles.arrayElementVarHandle(int[][].class);
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    static final int NOWHERE = 0;

    private static final int HOLES = 1;
    private static final int HEAD = 2;
    private static final int SIZE = 3;
    private static final int HOLE = 0;
    /** Elements of a cache line. */
    private static final int LINE = 16;

    private static final int SMALLEST = 16;

    private final Programs programs;
    private volatile int[] @Nullable [] lists = new int[SMALLEST][];
    private final IntList free = new IntList();
    private int used = 1;

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
        for (int i = list[0] - 1; i >= HEAD; i -= SIZE) {
            if (list[i] == slot) {
                ELEMENT.setRelease(list, i, HOLE);
                list[HOLES]++;
                break;
            }
        }
        int left = size(list);
        if (left == 0) {
            LIST.setRelease(lists, place, null);
            free.add(place);
            return NOWHERE;
        }
        if (left < list[HOLES]) {
            LIST.setRelease(lists, place, copy(list));
        }
        return place;
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
        list[end + 2] = Program.slot(program);
        ELEMENT.setRelease(list, 0, end + SIZE);
    }

    /** Without holes, and with room for some more. */
    private static int[] copy(int[] list) {
        int alive = size(list);
        int[] fresh = list(alive + 1 + (alive >> 2));
        int end = HEAD;
        for (int i = HEAD; i < list[0]; i += SIZE) {
            if (list[i + 2] != HOLE) {
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
            free.size--;
            place = free.items[free.size];
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
            touched += places.items[i] > 0 && LIST.getAcquire(all, places.items[i]) != null ? 1 : 0;
        }
        for (int i = 0; i < places.size; i++) {
            int[] list = places.items[i] > 0 ? (int[]) LIST.getAcquire(all, places.items[i]) : null;
            touched += list == null ? 0 : list[0];
        }
        for (int i = 0; i < places.size; i++) {
            int[] list = places.items[i] > 0 ? (int[]) LIST.getAcquire(all, places.items[i]) : null;
            for (int line = LINE; list != null && line < list.length; line += LINE) {
                touched += list[line];
            }
        }
        for (int i = 0; i < places.size; i++) {
            int place = places.items[i];
            if (place < 0) {
                candidates.add(-place);
            } else {
                int[] list = (int[]) LIST.getAcquire(all, place);
                if (list != null) {
                    read(list, bitmap, bracket, candidates);
                }
            }
        }
        return touched;
    }

    private static void read(int[] list, long[] bitmap, int bracket, IntList candidates) {
        int end = (int) ELEMENT.getAcquire(list, 0);
        candidates.room(end);
        int[] slots = candidates.items;
        int size = candidates.size;
        for (int i = HEAD; i < end; i += SIZE) {
            int slot = (int) ELEMENT.getAcquire(list, i + 2);
            slots[size] = slot;
            size += Marks.fit(list[i], list[i + 1], bitmap, bracket) & ((HOLE - slot) >>> (Integer.SIZE - 1));
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
