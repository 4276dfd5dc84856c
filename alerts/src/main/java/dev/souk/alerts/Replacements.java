package dev.souk.alerts;

import org.jspecify.annotations.Nullable;

/**
 * The alerts that took the place of another of the same id. A reader that looked where the new one is filed before it
 * was there, and where the old one was filed when it was gone, has missed both; it finds the new one here.
 */
class Replacements {

    /*
     * A chain of which only the end is held here. Who begins to read remembers the end and afterwards walks on from
     * there; what nobody remembers is garbage.
     */

    private volatile Link last = new Link();

    /** Where the chain ends now; what is added later follows it. */
    Link last() {
        return last;
    }

    /** For the writer: after the new alert is filed, before the old one is taken out. */
    void add(int slot) {
        Link end = new Link();
        last.follow(slot, end);
        last = end;
    }

    /**
     * For the writer, at the end of every change: who asks for {@link #last} from now on sees all that was written before,
     * also what is read without any care for threads.
     */
    void publish() {
        Link end = last;
        last = end;
    }

    /** A place in the chain. */
    static final class Link {

        @Nullable
        private volatile Replacement next;

        private void follow(int slot, Link end) {
            next = new Replacement(slot, end);
        }

        /** The first replacement after this place; null if there is none yet. */
        @Nullable
        Replacement next() {
            return next;
        }
    }

    /** One replacement: the slot of the new alert, and the place after it. */
    record Replacement(int slot, Link after) {}
}
