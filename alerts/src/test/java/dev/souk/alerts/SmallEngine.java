package dev.souk.alerts;

import dev.souk.model.alert.Alert;
import dev.souk.model.listing.Listing;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The engine in small, in which an alert can be spoilt after it is written and before it is filed. What is taken out is
 * only marked so, and not filed out again: of programs that are spoilt terms would be miscounted.
 */
final class SmallEngine {

    final AlertIndex index;
    private final BiConsumer<AlertIndex, int[]> spoiling;
    private final Question question;
    private final Replacements replacements = new Replacements();
    private final Map<Long, Integer> slots = new HashMap<>();

    /** With what is done to the program of each alert. */
    SmallEngine(BiConsumer<AlertIndex, int[]> spoiling) {
        this(spoiling, new Frequencies());
    }

    SmallEngine(BiConsumer<AlertIndex, int[]> spoiling, Frequencies frequencies) {
        this.spoiling = spoiling;
        index = new AlertIndex(new Programs(), frequencies);
        question = new Question(index, frequencies);
        index.use(SmallWorld.RATES);
    }

    /** One whose id is not there. */
    void add(Alert alert) {
        int[] program = index.write(alert);
        spoiling.accept(index, program);
        index.add(program, slot -> slots.put(alert.id(), slot));
    }

    /** The alert stays, and its id can be given to another. */
    void forget(long id) {
        slots.remove(id);
    }

    void remove(long id) {
        Integer slot = slots.remove(id);
        if (slot != null) {
            Programs.Pool all = index.programs.all();
            int place = all.place(slot);
            Program.state(Objects.requireNonNull(all.at(place)), Programs.offset(place), Program.GONE);
        }
    }

    /** Whatever became of the listing; asked at the time of the world. */
    long[] match(Listing listing) {
        return question.ask(listing, SmallWorld.NOW, replacements.last());
    }
}
